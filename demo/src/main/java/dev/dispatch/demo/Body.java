package dev.dispatch.demo;

import java.io.IOException;
import java.io.OutputStream;

/** The bytes of a response: their number is known before the first one is written. */
sealed interface Body permits FixedBody, LargeJsonBody, BinaryBody {

    /** Length in bytes. */
    int length();

    /** Writes exactly {@link #length()} bytes; fails when the client is gone. */
    void writeTo(OutputStream out) throws IOException;
}
