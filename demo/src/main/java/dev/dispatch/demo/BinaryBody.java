package dev.dispatch.demo;

import java.io.IOException;
import java.io.OutputStream;

/** Deterministic octets: byte {@code i} is a mix of the low three bytes of {@code i}, every value occurs. */
record BinaryBody(int length) implements Body {
    private static final int BLOCK = 64 * 1024;

    static byte at(int index) {
        return (byte) (index * 31 + (index >>> 8) * 17 + (index >>> 16));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] block = new byte[Math.min(BLOCK, length)];
        for (int start = 0; start < length; start += BLOCK) {
            int count = Math.min(BLOCK, length - start);
            for (int i = 0; i < count; i++) {
                block[i] = at(start + i);
            }
            out.write(block, 0, count);
        }
    }
}
