-- What a good engineer has an index on by hand: when somebody was last used. Nothing keeps a floor of it.

DROP INDEX account_by_floor;
CREATE INDEX account_by_idle ON account (state, warned_step, kind, idle_since);
