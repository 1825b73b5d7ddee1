-- What happened, as facts. Conclusions (streaks, totals, longest stretches) are always derived.
--
-- A moment is stored as the clocks saw it: *_at is Unix time in seconds, *_elapsed the clock that counts
-- sleep, which only means something beside the same boot id, utc_offset the zone in seconds east of UTC.
-- day is the logical day (ISO date) on which a fact began. Ids are random, so that two files can be merged.

create table habit (
    id text primary key,
    name text,                      -- null for the built-in ones, whose names the interface knows
    goal real not null default 1 check (goal > 0),
    unit text not null default '',
    position integer not null,
    created_day text not null,
    retired_day text
) strict;

create table schedule (
    id text primary key,
    habit text not null references habit (id) on delete cascade,
    repeat text not null check (repeat in ('times', 'daily', 'weekdays')),
    times integer not null default 1 check (times between 1 and 7),
    weekdays text not null default '',      -- digits, Monday 0
    effective_from text not null
) strict;
create index schedule_habit on schedule (habit, effective_from);

create table tick (
    id text primary key,
    habit text not null references habit (id) on delete cascade,
    day text not null,
    times real not null default 1 check (times > 0),
    ticked_at real not null,
    utc_offset integer not null
) strict;
create index tick_day on tick (day, habit);

create table span (
    id text primary key,
    body text not null check (body in ('sitting', 'standing', 'break', 'session', 'away')),
    started_at real not null,
    started_elapsed real,
    boot text,
    utc_offset integer not null,
    seconds real not null check (seconds >= 0),
    ends_stretch integer not null default 0 check (ends_stretch in (0, 1)),
    day text not null
) strict;
create index span_day on span (day, started_at);

create table prompt (
    id text primary key,
    due_at real not null,
    due_elapsed real,
    boot text,
    utc_offset integer not null,
    day text not null,
    outcome text check (outcome in ('taken', 'short', 'absence', 'stood', 'skipped', 'missed', 'lapsed')),
    ended_at real,
    reason text not null default '',
    note text not null default ''
) strict;
create index prompt_day on prompt (day);

create table chair (
    id integer primary key check (id = 1),
    state text not null check (json_valid(state)),
    prompt text references prompt (id)
) strict;

create table movement (
    id text primary key,
    kind text not null,
    minutes real not null check (minutes > 0),
    started_at real not null,
    utc_offset integer not null,
    day text not null,
    note text not null default ''
) strict;
create index movement_day on movement (day);

create table breathing (
    id text primary key,
    pattern text not null,
    parts text not null,            -- seconds of in-hold-out-rest
    speed real not null default 1 check (speed > 0),
    planned integer not null check (planned > 0),
    rounds integer not null check (rounds > 0),
    seconds real not null,
    started_at real not null,
    utc_offset integer not null,
    day text not null
) strict;
create index breathing_day on breathing (day);

create table session (
    id text primary key,
    programme text not null,
    sides text not null check (sides in ('each', 'total')),
    first_side text not null check (first_side in ('left', 'right')),
    planned integer not null check (planned > 0),
    started_at real not null,
    utc_offset integer not null,
    ended_at real,
    day text not null
) strict;
create index session_day on session (day);

create table session_set (
    id text primary key,
    session text not null references session (id) on delete cascade,
    exercise text not null,
    number integer not null check (number > 0),
    side text not null default '' check (side in ('', 'left', 'right')),
    prescribed integer not null,    -- repetitions, or seconds of a hold
    unit text not null check (unit in ('reps', 'seconds')),
    done integer not null,
    done_at real not null,
    utc_offset integer not null,
    unique (session, exercise, number, side)
) strict;

-- What was recorded or edited, in order, so that it can be undone and done again from any process.
-- changes is a JSON list of {"table", "before", "after"}: whole rows, null where there was none.
create table journal (
    seq integer primary key autoincrement,
    code text not null,
    words text not null check (json_valid(words)),
    changes text not null check (json_valid(changes)),
    made_at real not null,
    undone integer not null default 0 check (undone in (0, 1))
) strict;
