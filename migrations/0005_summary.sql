-- What the facts of one logical day come to, kept for days long past so that many years are read quickly.
-- It is worked out from the facts whenever it is missing, and may be emptied at any time. A fact that is
-- written, changed or removed takes its day away here; version tells a reader that days were taken or added.
-- Whoever makes one of these tables of facts anew has to make its triggers anew.
create table day_summary (
    day text primary key,
    breaks_due integer,
    breaks_kept integer,
    breathing_seconds real,
    breathing_finished integer,
    core_share real,
    movement_minutes real,
    self_checks integer
) strict, without rowid;

create table day_summary_state (
    id integer primary key check (id = 1),
    version integer not null
) strict;
insert into day_summary_state (id, version) values (1, 0);

create trigger day_summary_taken after delete on day_summary begin
    update day_summary_state set version = version + 1;
end;

create trigger prompt_written after insert on prompt begin
    delete from day_summary where day = new.day;
end;
create trigger prompt_changed after update on prompt begin
    delete from day_summary where day in (old.day, new.day);
end;
create trigger prompt_removed after delete on prompt begin
    delete from day_summary where day = old.day;
end;

create trigger breathing_written after insert on breathing begin
    delete from day_summary where day = new.day;
end;
create trigger breathing_changed after update on breathing begin
    delete from day_summary where day in (old.day, new.day);
end;
create trigger breathing_removed after delete on breathing begin
    delete from day_summary where day = old.day;
end;

create trigger movement_written after insert on movement begin
    delete from day_summary where day = new.day;
end;
create trigger movement_changed after update on movement begin
    delete from day_summary where day in (old.day, new.day);
end;
create trigger movement_removed after delete on movement begin
    delete from day_summary where day = old.day;
end;

create trigger self_check_written after insert on self_check begin
    delete from day_summary where day = new.day;
end;
create trigger self_check_changed after update on self_check begin
    delete from day_summary where day in (old.day, new.day);
end;
create trigger self_check_removed after delete on self_check begin
    delete from day_summary where day = old.day;
end;

create trigger session_written after insert on session begin
    delete from day_summary where day = new.day;
end;
create trigger session_changed after update on session begin
    delete from day_summary where day in (old.day, new.day);
end;
create trigger session_removed after delete on session begin
    delete from day_summary where day = old.day;
end;

create trigger session_set_written after insert on session_set begin
    delete from day_summary where day = (select day from session where id = new.session);
end;
create trigger session_set_changed after update on session_set begin
    delete from day_summary where day in (select day from session where id in (old.session, new.session));
end;
create trigger session_set_removed after delete on session_set begin
    delete from day_summary where day = (select day from session where id = old.session);
end;
