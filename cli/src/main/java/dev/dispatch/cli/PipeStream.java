package dev.dispatch.cli;

import java.io.IOException;
import java.io.OutputStream;

/** An output whose reader may leave, as {@code head} does: that is no failure, and what is left is dropped. */
final class PipeStream extends OutputStream {

    /** The text of EPIPE; Java has no other mark for it. */
    private static final String CLOSED = "Broken pipe";

    private final OutputStream target;
    private boolean closed;

    PipeStream(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
            return;
        }
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            if (!CLOSED.equals(e.getMessage())) {
                throw e;
            }
            closed = true;
        }
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
