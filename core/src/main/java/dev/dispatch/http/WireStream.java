package dev.dispatch.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** A stream that remembers whether it failed itself, so that a decoder's complaint is told from a lost connection. */
final class WireStream extends FilterInputStream {

    private boolean failed;

    WireStream(InputStream in) {
        super(new PushbackInputStream(in));
    }

    boolean failed() {
        return failed;
    }

    /** The first byte without taking it; -1 at the end. */
    int peek() throws IOException {
        int first = read();
        if (first >= 0) {
            ((PushbackInputStream) in).unread(first);
        }
        return first;
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }
}
