-- What makes a day done can change; habit.goal is the first goal and holds for all earlier days.
create table goal (
    id text primary key,
    habit text not null references habit (id) on delete cascade,
    amount real not null check (amount > 0),
    effective_from text not null
) strict;
create index goal_habit on goal (habit, effective_from);

-- When a habit was retired and brought back: the days from first to last, both counted. A habit that is retired
-- now has its first such day in habit.retired_day.
create table retirement (
    id text primary key,
    habit text not null references habit (id) on delete cascade,
    first text not null,
    last text not null,
    check (last >= first)
) strict;
create index retirement_habit on retirement (habit);

-- Time off can be for one habit; null is for all of them.
alter table time_off add column habit text references habit (id) on delete cascade;
