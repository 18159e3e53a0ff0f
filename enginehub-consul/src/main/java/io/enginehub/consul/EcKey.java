package io.enginehub.consul;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;

/**
 * A key of an elliptic curve as {@code consul tls cert create} writes it (SEC 1, RFC 5915), made into one that Java reads
 * (PKCS #8, RFC 5208).
 */
final class EcKey {
    /** P-256, P-384, P-521, as they are named in a key. */
    private static final List<byte[]> CURVES =
            List.of(hex("06082a8648ce3d030107"), hex("06052b81040022"), hex("06052b81040023"));

    private static final byte[] VERSION_0 = hex("020100");
    private static final byte[] EC_PUBLIC_KEY = hex("06072a8648ce3d0201");
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private EcKey() {}

    static byte[] wrapped(byte[] key) {
        byte[] curve = CURVES.stream()
                .filter(each -> contains(key, each))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("The key is of none of the curves P-256, P-384, P-521."));
        return tagged(SEQUENCE, VERSION_0, tagged(SEQUENCE, EC_PUBLIC_KEY, curve), tagged(OCTETS, key));
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length >= 0x80) {
            out.write(length > 0xff ? 0x82 : 0x81);
            if (length > 0xff) {
                out.write(length >> 8);
            }
        }
        out.write(length);
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    private static boolean contains(byte[] whole, byte[] part) {
        String all = HexFormat.of().formatHex(whole);
        return all.contains(HexFormat.of().formatHex(part));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
