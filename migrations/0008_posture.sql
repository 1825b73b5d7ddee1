-- How somebody sat, as they noted it themselves: as a break began, on the return from one, or of their own accord.
-- day is the logical day of noted_at.
create table posture_note (
    id text primary key,
    posture text not null
        check (posture in ('upright', 'slumped', 'hollow', 'left', 'right', 'crossed', 'standing')),
    moment text not null check (moment in ('break', 'back', 'own')),
    noted_at real not null,
    utc_offset integer not null,
    day text not null
) strict;
create index posture_note_day on posture_note (day, noted_at);

-- Each time it was asked, and what became of it; null while it waits for an answer.
create table posture_ask (
    id text primary key,
    day text not null,
    asked_at real not null,
    utc_offset integer not null,
    answer text check (answer in ('noted', 'not now', 'passed'))
) strict;
create index posture_ask_at on posture_ask (asked_at);

-- at_desk tells whether there was an hour of it: a day with less asks for no notes.
alter table day_summary add column posture_notes integer;
alter table day_summary add column at_desk integer;
delete from day_summary;

create trigger posture_note_written after insert on posture_note begin
    delete from day_summary where day = new.day;
end;
create trigger posture_note_changed after update on posture_note begin
    delete from day_summary where day in (old.day, new.day);
end;
create trigger posture_note_removed after delete on posture_note begin
    delete from day_summary where day = old.day;
end;

create trigger span_written after insert on span begin
    delete from day_summary where day = new.day;
end;
create trigger span_changed after update on span begin
    delete from day_summary where day in (old.day, new.day);
end;
create trigger span_removed after delete on span begin
    delete from day_summary where day = old.day;
end;

-- An own habit that was called posture gets another id, for the app has a habit of that id from now on. What was
-- recorded of it follows, in the journal too: "id" and "habit" stand unescaped only where they are keys of a row.
create table habit_renamed (
    before text primary key,
    id text not null
) strict;
with recursive free (id, n) as (
    select 'posture-2', 2
    union all
    select 'posture-' || (n + 1), n + 1 from free where exists (select 1 from habit where habit.id = free.id)
)
insert into habit_renamed (before, id)
    select 'posture', free.id from free
    where exists (select 1 from habit where id = 'posture') order by n desc limit 1;
update habit set id = (select id from habit_renamed) where id = 'posture';
update schedule set habit = (select id from habit_renamed) where habit = 'posture';
update tick set habit = (select id from habit_renamed) where habit = 'posture';
update goal set habit = (select id from habit_renamed) where habit = 'posture';
update retirement set habit = (select id from habit_renamed) where habit = 'posture';
update time_off set habit = (select id from habit_renamed) where habit = 'posture';
update journal set
    changes = replace(
        replace(changes, '"habit": "posture"', '"habit": "' || (select id from habit_renamed) || '"'),
        '"id": "posture"', '"id": "' || (select id from habit_renamed) || '"'
    ),
    words = replace(words, '"habit": "posture"', '"habit": "' || (select id from habit_renamed) || '"')
    where exists (select 1 from habit_renamed);
