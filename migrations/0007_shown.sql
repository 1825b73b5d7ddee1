-- Who says that a set was done: the person (a key, a tick), or the player's clock, which counts on though nobody
-- may have been there. Null: written before this was asked.
alter table session_set add column counted_by text check (counted_by in ('person', 'player'));

-- The self-check of a day whose questions are being answered: given is a JSON object of item and answer.
create table self_check_draft (
    id integer primary key check (id = 1),
    day text not null,
    given text not null check (json_valid(given))
) strict;
