package io.enginehub.api.spi.wire;

import static io.enginehub.api.spi.wire.Scalars.ADDRESS;
import static io.enginehub.api.spi.wire.Scalars.TEXT;

import io.enginehub.api.spi.Member;
import java.util.List;
import java.util.Map;

/** Members as bytes: what a registry says or is told. */
public final class MemberCodec {
    private static final Form<Member.Role> ROLE = Form.oneOf(Member.Role.class);

    private static final Form<Map<String, String>> FACTS = Form.map(TEXT);

    private static final Form<Member> MEMBER = Form.object(
            (out, member) -> out.put("id", StepForms.MEMBER_ID, member.id())
                    .put("role", ROLE, member.role())
                    .put("address", ADDRESS, member.address())
                    .put("facts", FACTS, member.facts()),
            in -> new Member(
                    in.get("id", StepForms.MEMBER_ID),
                    in.get("role", ROLE),
                    in.get("address", ADDRESS),
                    in.get("facts", FACTS, Map.of())));

    private static final Form<List<Member>> MEMBERS = Form.object("members", Form.list(MEMBER));

    private MemberCodec() {}

    /**
     * Members as bytes.
     *
     * @throws WireException when they exceed a bound of {@link Frame}
     */
    public static byte[] write(List<Member> members) {
        return Frame.write(MEMBERS, members);
    }

    /**
     * Members from bytes.
     *
     * @throws WireException when the bytes are no members
     */
    public static List<Member> read(byte[] message) {
        return Frame.read(MEMBERS, message);
    }
}
