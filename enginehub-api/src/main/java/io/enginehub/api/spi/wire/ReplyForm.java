package io.enginehub.api.spi.wire;

import static io.enginehub.api.spi.wire.Scalars.DURATION;
import static io.enginehub.api.spi.wire.Scalars.TEXT;

import io.enginehub.api.spi.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a reply stands in a head: one member, {@code ok}, {@code refused} or {@code unknown}. */
final class ReplyForm {
    /** A refusal without the type of what was asked for. */
    private record Refusal(String code, @Nullable Duration retryAfter) {}

    private static final Form<Refusal> REFUSAL = Form.object(
            (out, refusal) -> out.put("code", TEXT, refusal.code()).put("retryAfter", DURATION, refusal.retryAfter()),
            in -> new Refusal(in.get("code", TEXT), in.find("retryAfter", DURATION)));

    private static final Form<String> DOUBT =
            Form.object((out, why) -> out.put("why", TEXT, why), in -> in.get("why", TEXT));

    private ReplyForm() {}

    static <A> Form<Reply<A>> of(Form<A> answer) {
        return Form.object((out, reply) -> put(out, answer, reply), in -> get(in, answer));
    }

    private static <A> void put(HeadWriter out, Form<A> answer, Reply<A> reply) {
        reply.fold(
                ok -> out.put("ok", answer, ok),
                refused -> out.put("refused", REFUSAL, new Refusal(refused.code(), refused.retryAfter())),
                unknown -> out.put("unknown", DOUBT, unknown.why()));
    }

    private static <A> Reply<A> get(HeadReader in, Form<A> answer) {
        A ok = in.find("ok", answer);
        Refusal refusal = in.find("refused", REFUSAL);
        String doubt = in.find("unknown", DOUBT);
        if (ok != null && refusal == null && doubt == null) {
            return new Reply.Ok<>(ok);
        }
        if (ok == null && refusal != null && doubt == null) {
            return new Reply.Refused<>(refusal.code(), refusal.retryAfter());
        }
        if (ok == null && refusal == null && doubt != null) {
            return new Reply.Unknown<>(doubt);
        }
        throw in.fault("a reply has one of ok, refused and unknown", "Send exactly one of them");
    }
}
