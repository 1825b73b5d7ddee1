-- How tense the person felt before and after breathing, 0 to 10; null where it was not asked or not said.
alter table breathing add column tension_before integer check (tension_before between 0 and 10);
alter table breathing add column tension_after integer check (tension_after between 0 and 10);
