package io.enginehub.api.spi.wire;

import static io.enginehub.api.spi.wire.Scalars.DURATION;
import static io.enginehub.api.spi.wire.Scalars.FLAG;
import static io.enginehub.api.spi.wire.Scalars.FLOW;
import static io.enginehub.api.spi.wire.Scalars.INT;
import static io.enginehub.api.spi.wire.Scalars.LONG;
import static io.enginehub.api.spi.wire.Scalars.PAYLOAD;
import static io.enginehub.api.spi.wire.Scalars.TEXT;
import static io.enginehub.api.spi.wire.Scalars.TEXTS;
import static io.enginehub.api.spi.wire.StepForms.HELD;

import io.enginehub.api.FlowVersion;
import io.enginehub.api.Payload;
import io.enginehub.api.spi.Claim;
import io.enginehub.api.spi.ClaimRequest;
import io.enginehub.api.spi.Claimed;
import io.enginehub.api.spi.Held;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.ProcessEnd;
import io.enginehub.api.spi.Recorded;
import io.enginehub.api.spi.Release;
import io.enginehub.api.spi.Renewal;
import io.enginehub.api.spi.SessionState;
import io.enginehub.api.spi.StepOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What only the messages of a waiting queue hold. */
final class QueueForms {
    static final Form<ClaimRequest> CLAIM_REQUEST = Form.object(
            (out, wish) -> out.put("owner", StepForms.MEMBER_ID, wish.owner())
                    .put("number", LONG, wish.number())
                    .put("slots", INT, wish.slots())
                    .put("live", TEXTS, wish.live())
                    .put("supersedes", StepForms.MEMBER_ID, wish.supersedes())
                    .put("patience", DURATION, wish.patience()),
            in -> new ClaimRequest(
                    in.get("owner", StepForms.MEMBER_ID),
                    in.get("number", LONG),
                    in.get("slots", INT),
                    in.get("live", TEXTS),
                    in.find("supersedes", StepForms.MEMBER_ID),
                    in.get("patience", DURATION, Duration.ZERO)));

    private static final Form<FlowVersion> FLOW_VERSION = Form.object(
            (out, version) -> out.put("key", TEXT, version.key()).put("version", INT, version.version()),
            in -> new FlowVersion(in.get("key", TEXT), in.get("version", INT)));

    private static final Form<PlanHash> PLAN_HASH =
            Form.of((out, hash) -> out.text(hash.hex()), in -> new PlanHash(in.text()));

    private static final Form<Claim.Try> TRY = Form.object(
            (out, tried) -> out.put("step", TEXT, tried.step())
                    .put("attempts", INT, tried.attempts())
                    .put("losses", INT, tried.losses())
                    .put("due", DURATION, tried.due()),
            in -> new Claim.Try(
                    in.get("step", TEXT), in.get("attempts", INT), in.get("losses", INT), in.get("due", DURATION)));

    private static final Form<List<Claim.Try>> TRIES = Form.list(TRY);

    static final Form<Map<String, Payload>> PAYLOADS = Form.map(PAYLOAD);

    private static final Form<Claim> CLAIM = Form.object(
            (out, claim) -> out.put("held", HELD, claim.held())
                    .put("run", INT, claim.run())
                    .put("version", FLOW_VERSION, claim.version())
                    .put("plan", PLAN_HASH, claim.plan())
                    .put("flow", FLOW, claim.flow())
                    .put("finished", TEXTS, claim.finished())
                    .put("tries", TRIES, claim.tries())
                    .put("payloads", PAYLOADS, claim.payloads()),
            in -> new Claim(
                    in.get("held", HELD),
                    in.get("run", INT),
                    in.get("version", FLOW_VERSION),
                    in.get("plan", PLAN_HASH),
                    in.get("flow", FLOW),
                    in.get("finished", TEXTS, Set.of()),
                    in.get("tries", TRIES, List.of()),
                    in.get("payloads", PAYLOADS, Map.of())));

    private static final Form<List<Claim>> CLAIMS = Form.list(CLAIM);

    private static final Form<SessionState> SESSION = Form.oneOf(SessionState.class);

    static final Form<Claimed> CLAIMED = Form.object(
            (out, claimed) -> out.put("session", SESSION, claimed.session())
                    .put("lease", DURATION, claimed.lease())
                    .put("claims", CLAIMS, claimed.claims())
                    .put("predecessor", StepForms.MEMBER_ID, claimed.predecessor())
                    .put("waited", DURATION, claimed.waited()),
            in -> new Claimed(
                    in.get("session", SESSION),
                    in.get("lease", DURATION),
                    in.get("claims", CLAIMS, List.of()),
                    in.find("predecessor", StepForms.MEMBER_ID),
                    in.get("waited", DURATION, Duration.ZERO)));

    private static final Form<List<Held>> HELDS = Form.list(HELD);

    static final Form<Renewal> RENEWAL = Form.object(
            (out, renewal) -> out.put("session", SESSION, renewal.session())
                    .put("lease", DURATION, renewal.lease())
                    .put("lost", HELDS, renewal.lost())
                    .put("unnamed", HELDS, renewal.unnamed()),
            in -> new Renewal(
                    in.get("session", SESSION),
                    in.get("lease", DURATION),
                    in.get("lost", HELDS, List.of()),
                    in.get("unnamed", HELDS, List.of())));

    private static final Form<Release.WaitFor> WAIT_FOR = Form.object(
            (out, wait) -> out.put("due", DURATION, wait.due()).put("algorithm", TEXT, wait.algorithm()),
            in -> new Release.WaitFor(in.get("due", DURATION), in.find("algorithm", TEXT)));

    static final Form<Release> RELEASE = Form.object(
            (out, release) -> out.put("held", HELD, release.held()).put("waitFor", WAIT_FOR, release.waitFor()),
            in -> new Release(in.get("held", HELD), in.find("waitFor", WAIT_FOR)));

    private static final Form<ProcessEnd> PROCESS_END = Form.object(
            (out, end) -> out.put("output", PAYLOAD, end.output())
                    .put("failure", StepForms.FAILURE, end.failure())
                    .put("silent", FLAG, end.silent()),
            in -> new ProcessEnd(
                    in.find("output", PAYLOAD), in.find("failure", StepForms.FAILURE), in.get("silent", FLAG, false)));

    static final Form<StepOutcome> STEP_OUTCOME = Form.object(
            (out, outcome) -> out.put("held", HELD, outcome.held())
                    .put("result", StepForms.RESULT, outcome.result())
                    .put("loss", INT, outcome.loss())
                    .put("retryAfter", DURATION, outcome.retryAfter())
                    .put("end", PROCESS_END, outcome.end()),
            in -> new StepOutcome(
                    in.get("held", HELD),
                    in.find("result", StepForms.RESULT),
                    in.get("loss", INT, 0),
                    in.find("retryAfter", DURATION),
                    in.find("end", PROCESS_END)));

    private static final Form<Recorded.Kind> KIND = Form.oneOf(Recorded.Kind.class);

    static final Form<Recorded> RECORDED = Form.object(
            (out, recorded) -> out.put("kind", KIND, recorded.kind()).put("stored", PAYLOAD, recorded.stored()),
            in -> new Recorded(in.get("kind", KIND), in.find("stored", PAYLOAD)));

    private QueueForms() {}
}
