package dev.dispatch.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A JSON object of exactly {@code length} bytes, written row by row: {@code items} holds rows of the same size, and
 * {@code padding} fills what is left.
 */
record LargeJsonBody(int length) implements Body {
    /** Room for the frame around no rows at all. */
    static final int MINIMUM = 64;

    private static final String HEAD = "{\"items\":[";
    private static final String MIDDLE = "],\"padding\":\"";
    private static final String TAIL = "\"}";
    private static final String ROW_HEAD = "{\"key\":\"";
    private static final String ROW_TAIL = "\",\"text\":\"a row of the large body, always the same size\"}";
    private static final int KEY_DIGITS = 8;
    private static final int ROW = ROW_HEAD.length() + KEY_DIGITS + ROW_TAIL.length() + 1;

    LargeJsonBody {
        if (length < MINIMUM) {
            throw new IllegalArgumentException("a large body has at least " + MINIMUM + " bytes");
        }
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        int room = length - HEAD.length() - MIDDLE.length() - TAIL.length();
        int rows = room / ROW;
        BufferedOutputStream buffered = new BufferedOutputStream(out, 64 * 1024);
        buffered.write(ascii(HEAD));
        byte[] row = ascii(ROW_HEAD + "0".repeat(KEY_DIGITS) + ROW_TAIL + ",");
        for (int i = 1; i <= rows; i++) {
            number(row, i);
            buffered.write(row, 0, i == rows ? ROW - 1 : ROW);
        }
        int written = rows == 0 ? 0 : rows * ROW - 1;
        buffered.write(ascii(MIDDLE + "x".repeat(room - written) + TAIL));
        buffered.flush();
    }

    private static void number(byte[] row, int value) {
        int rest = value;
        for (int digit = KEY_DIGITS - 1; digit >= 0; digit--) {
            row[ROW_HEAD.length() + digit] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
