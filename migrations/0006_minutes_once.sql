-- Movement that was written down twice is counted once from now on: what was added up before is worked out anew.
delete from day_summary;
