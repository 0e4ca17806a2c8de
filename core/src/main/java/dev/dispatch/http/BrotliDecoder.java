package dev.dispatch.http;

import java.io.IOException;
import java.io.InputStream;
import org.brotli.dec.BrotliInputStream;

/** The one door to the brotli library, a class of its own so that nothing of it is loaded before the first such body. */
final class BrotliDecoder {

    private BrotliDecoder() {}

    static InputStream of(InputStream encoded) throws IOException {
        return new BrotliInputStream(encoded);
    }
}
