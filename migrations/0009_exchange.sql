-- Ready for two machines: what has a key of its own has an id made from it, so that two files of one person hold
-- one row of it. The first schedule of a habit, which holds for all earlier days whenever the habit was added, is
-- HABIT@first; a later one, and each goal, is HABIT@DAY with the day from which it holds. All other ids stay.
create temp table first_schedule as
    select id from (
        select id, row_number() over (partition by habit order by effective_from, rowid) as place from schedule
    ) where place = 1;

-- Of two that hold from one day the one that was written last has held: the other one goes.
delete from schedule where id not in (select id from first_schedule) and exists (
    select 1 from schedule as later where later.habit = schedule.habit
        and later.effective_from = schedule.effective_from and later.rowid > schedule.rowid
);
delete from goal where exists (
    select 1 from goal as later where later.habit = goal.habit
        and later.effective_from = goal.effective_from and later.rowid > goal.rowid
);

-- The steps of the journal find the rows under their new ids. A step that adds a habit has its first schedule.
update journal set changes = (
    select json_group_array(json_object(
        'table', json_extract(one.value, '$.table'),
        'before', json(case
            when json_type(one.value, '$.before') is not 'object' then 'null'
            when json_extract(one.value, '$.table') not in ('schedule', 'goal')
                then json_extract(one.value, '$.before')
            else json_set(json_extract(one.value, '$.before'), '$.id',
                json_extract(one.value, '$.before.habit') || '@' || case
                    when json_extract(one.value, '$.before.id') in (select id from first_schedule) then 'first'
                    else json_extract(one.value, '$.before.effective_from')
                end)
        end),
        'after', json(case
            when json_type(one.value, '$.after') is not 'object' then 'null'
            when json_extract(one.value, '$.table') not in ('schedule', 'goal')
                then json_extract(one.value, '$.after')
            else json_set(json_extract(one.value, '$.after'), '$.id',
                json_extract(one.value, '$.after.habit') || '@' || case
                    when json_extract(one.value, '$.after.id') in (select id from first_schedule) then 'first'
                    when json_extract(one.value, '$.table') = 'schedule' and exists (
                        select 1 from json_each(journal.changes) as other
                        where json_extract(other.value, '$.table') = 'habit'
                            and json_type(other.value, '$.before') is not 'object'
                            and json_extract(other.value, '$.after.id') = json_extract(one.value, '$.after.habit')
                    ) then 'first'
                    else json_extract(one.value, '$.after.effective_from')
                end)
        end)
    )) from json_each(journal.changes) as one
) where exists (
    select 1 from json_each(journal.changes) as one
    where json_extract(one.value, '$.table') in ('schedule', 'goal')
);

update schedule set id = habit || '@' || case
    when id in (select id from first_schedule) then 'first' else effective_from
end;
update goal set id = habit || '@' || effective_from;
drop table first_schedule;

-- The back is noted once a day, and so is the self-check: of two the later one was meant, under the smaller id.
update pain set (score, leg, felt_at, utc_offset) = (
    select other.score, other.leg, other.felt_at, other.utc_offset from pain as other
    where other.session is null and other.exercise is null and other.day = pain.day
    order by other.felt_at desc, other.id desc limit 1
) where session is null and exercise is null and exists (
    select 1 from pain as other where other.session is null and other.exercise is null
        and other.day = pain.day and other.id > pain.id
);
delete from pain where session is null and exercise is null and exists (
    select 1 from pain as other where other.session is null and other.exercise is null
        and other.day = pain.day and other.id < pain.id
);
create unique index pain_of_the_back on pain (day) where session is null and exercise is null;
update self_check set (signs, reasons, checked_at, utc_offset) = (
    select other.signs, other.reasons, other.checked_at, other.utc_offset from self_check as other
    where other.day = self_check.day order by other.checked_at desc, other.id desc limit 1
) where exists (select 1 from self_check as other where other.day = self_check.day and other.id > self_check.id);
delete from self_check
    where exists (select 1 from self_check as other where other.day = self_check.day and other.id < self_check.id);
drop index self_check_day;
create unique index self_check_day on self_check (day);

-- A note can be about a habit, as other trackers keep them.
alter table note add column habit text references habit (id) on delete cascade;

-- Where something came from that was brought in from another program, so that it comes in once: id is the kind of
-- file and the key in it, as in loop:0b1c…; row is the id of what it has become in the table tbl.
create table origin (
    id text primary key,
    tbl text not null,
    row text not null
) strict;
