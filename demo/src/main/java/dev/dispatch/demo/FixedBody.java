package dev.dispatch.demo;

import java.io.IOException;
import java.io.OutputStream;

/** A body that is in memory already. */
final class FixedBody implements Body {
    static final FixedBody EMPTY = new FixedBody(new byte[0]);

    private final byte[] bytes;

    FixedBody(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public int length() {
        return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
