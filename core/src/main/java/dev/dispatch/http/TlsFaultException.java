package dev.dispatch.http;

import dev.dispatch.policy.Denial;
import org.jspecify.annotations.Nullable;

/** A member of the block {@code tls} cannot be used. */
final class TlsFaultException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String member;
    private final transient @Nullable Denial denial;

    /**
     * What is wrong with one member.
     *
     * @param message a whole sentence without any secret
     * @param denial null unless a policy forbids it
     */
    TlsFaultException(String member, String message, @Nullable Denial denial) {
        super(message);
        this.member = member;
        this.denial = denial;
    }

    TlsFaultException(String member, String message) {
        this(member, message, null);
    }

    TlsFiles.Fault fault() {
        return new TlsFiles.Fault(member, String.valueOf(getMessage()), denial);
    }
}
