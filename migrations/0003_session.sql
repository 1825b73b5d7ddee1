-- A session keeps its own plan, so that it can be gone on with as it was: replaced exercises, own doses, the
-- time it was cut to (minutes). plan is a JSON list of sets, position the place in it that comes next.
alter table session add column plan text check (plan is null or json_valid(plan));
alter table session add column position integer;
alter table session add column cut integer;

-- What a session counts for is said by its programme, which may be one of the person's own.
alter table session add column counts_as text not null default 'core' check (counts_as in ('core', 'movement'));
update session set counts_as = 'movement' where programme in ('gentle', 'desk');

-- A set can stand in for those of another exercise: worth says for how many, 0 if it is something else altogether.
create table session_set_new (
    id text primary key,
    session text not null references session (id) on delete cascade,
    exercise text not null,
    instead_of text not null default '',
    worth real not null default 1 check (worth >= 0),
    number integer not null check (number > 0),
    side text not null default '' check (side in ('', 'left', 'right')),
    prescribed integer not null,    -- repetitions, or seconds of a hold
    unit text not null check (unit in ('reps', 'seconds')),
    done integer not null,
    done_at real not null,
    utc_offset integer not null,
    unique (session, exercise, instead_of, number, side)
) strict;
insert into session_set_new
    (id, session, exercise, number, side, prescribed, unit, done, done_at, utc_offset)
    select id, session, exercise, number, side, prescribed, unit, done, done_at, utc_offset from session_set;
drop table session_set;
alter table session_set_new rename to session_set;

-- Pain as the person gives it, 0 to 10: in a session (of an exercise, or of the whole), or of the back on a day.
create table pain (
    id text primary key,
    score integer not null check (score between 0 and 10),
    leg integer not null default 0 check (leg in (0, 1)),   -- it runs into a leg
    session text references session (id) on delete cascade, -- null: the back, that day
    exercise text,
    felt_at real not null,
    utc_offset integer not null,
    day text not null
) strict;
create index pain_day on pain (day);

-- What the person wrote: about a day, a session, or an exercise in it.
create table note (
    id text primary key,
    day text not null,
    session text references session (id) on delete cascade,
    exercise text,
    words text not null,
    written_at real not null,
    utc_offset integer not null
) strict;
create index note_day on note (day);

-- Days on which nothing is asked: time off, or a flare-up. Both ends count; last is null while it goes on.
create table time_off (
    id text primary key,
    first text not null,
    last text,
    reason text not null check (reason in ('off', 'flare')),
    check (last is null or last >= first)
) strict;

-- The weekly self-check: ids of the signs noticed and of the reasons not to stretch, as JSON lists.
create table self_check (
    id text primary key,
    day text not null,
    signs text not null check (json_valid(signs)),
    reasons text not null check (json_valid(reasons)),
    checked_at real not null,
    utc_offset integer not null
) strict;
create index self_check_day on self_check (day);
