-- Times are microseconds since 1970, as the database's clock tells them: to_timestamp(submitted / 1e6).

CREATE TABLE ${p}process (
  seq         bigint GENERATED ALWAYS AS IDENTITY,
  id          uuid PRIMARY KEY,
  status      smallint NOT NULL,
  epoch       bigint NOT NULL,
  run         integer NOT NULL,
  need        bigint NOT NULL,
  plan        bigint NOT NULL,
  flow        text NOT NULL,
  version     integer NOT NULL,
  labels      text,
  submitted   bigint NOT NULL,
  deadline    bigint,
  owner_name  text,
  owner       uuid,
  claim_no    bigint,
  claimed     bigint,
  wait_until  bigint,
  wait_for    text,
  due         bigint,
  started     bigint,
  ended       bigint,
  fault       text,
  fault_step  text,
  fault_text  text
) WITH (fillfactor = 80);
CREATE INDEX ${p}process_age ON ${p}process (submitted, seq);
CREATE INDEX ${p}process_fresh ON ${p}process (need, seq) WHERE status = 0 AND wait_until IS NULL AND epoch = 0;
CREATE INDEX ${p}process_returned ON ${p}process (need, seq) WHERE status = 0 AND wait_until IS NULL AND epoch > 0;
CREATE INDEX ${p}process_own ON ${p}process (owner, claim_no) WHERE status = 1;
CREATE INDEX ${p}process_due ON ${p}process (due) WHERE due IS NOT NULL;
CREATE INDEX ${p}process_open ON ${p}process (flow, version) WHERE ended IS NULL;
CREATE INDEX ${p}process_ended ON ${p}process (ended) WHERE ended IS NOT NULL;
CREATE INDEX ${p}process_failed ON ${p}process (submitted, seq) WHERE status > 2;

CREATE TABLE ${p}step (
  process  uuid NOT NULL,
  step     text NOT NULL,
  run      integer NOT NULL,
  attempt  integer NOT NULL,
  agent    text NOT NULL,
  started  bigint NOT NULL,
  ended    bigint NOT NULL,
  type     text,
  body     bytea NOT NULL,
  PRIMARY KEY (process, step)
);
ALTER TABLE ${p}step ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE TABLE ${p}payload (
  process  uuid NOT NULL,
  name     text NOT NULL,
  type     text,
  body     bytea NOT NULL,
  PRIMARY KEY (process, name)
);
ALTER TABLE ${p}payload ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE TABLE ${p}attempt (
  process  uuid NOT NULL,
  no       bigint GENERATED ALWAYS AS IDENTITY,
  step     text NOT NULL,
  run      integer NOT NULL,
  attempt  integer NOT NULL,
  loss     integer NOT NULL,
  agent    text NOT NULL,
  started  bigint NOT NULL,
  ended    bigint NOT NULL,
  fault       text NOT NULL,
  fault_step  text NOT NULL,
  fault_text  text NOT NULL,
  next_at  bigint,
  PRIMARY KEY (process, no),
  UNIQUE (process, step, run, attempt, loss)
);

CREATE TABLE ${p}log (
  process  uuid NOT NULL,
  no       bigint GENERATED ALWAYS AS IDENTITY,
  at       bigint NOT NULL,
  step     text NOT NULL,
  attempt  integer NOT NULL,
  level    smallint NOT NULL,
  line     text NOT NULL,
  PRIMARY KEY (process, no)
);

CREATE TABLE ${p}plan (
  id    bigint PRIMARY KEY,
  hash  text NOT NULL,
  used  bigint NOT NULL,
  body  text NOT NULL
);

CREATE TABLE ${p}need (
  id          bigint PRIMARY KEY,
  algorithms  text NOT NULL
);

CREATE TABLE ${p}flow (
  flow        text NOT NULL,
  version     integer NOT NULL,
  plan        bigint NOT NULL,
  deployed    bigint NOT NULL,
  ready       bigint,
  undeployed  bigint,
  PRIMARY KEY (flow, version)
);

CREATE TABLE ${p}session (
  name         text NOT NULL,
  incarnation  uuid NOT NULL,
  state        smallint NOT NULL,
  expires      bigint NOT NULL,
  claim_no     bigint NOT NULL,
  PRIMARY KEY (name, incarnation)
);
CREATE UNIQUE INDEX ${p}session_held ON ${p}session (name) WHERE state = 0;

CREATE TABLE ${p}request (
  client   text NOT NULL,
  key      text NOT NULL,
  request  text NOT NULL,
  process  uuid NOT NULL,
  expires  bigint NOT NULL,
  PRIMARY KEY (client, key)
);
CREATE INDEX ${p}request_expires ON ${p}request (expires);

CREATE TABLE ${p}look (
  need        bigint NOT NULL,
  dispatcher  text NOT NULL,
  verdict     smallint NOT NULL,
  detail      text NOT NULL,
  count       bigint NOT NULL,
  first       bigint NOT NULL,
  last        bigint NOT NULL,
  PRIMARY KEY (need, dispatcher, verdict, detail)
);

CREATE TABLE ${p}counts (
  store    uuid PRIMARY KEY,
  pending  bigint NOT NULL,
  ended    bigint NOT NULL
) WITH (fillfactor = 20);
