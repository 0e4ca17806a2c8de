package dev.dispatch.demo;

/** A request the API will not serve; carries the reply that tells the client why. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    Refused(Reply reply) {
        super("refused with status " + reply.status(), null, false, false);
        this.reply = reply;
    }

    static Refused badRequest(String message) {
        return new Refused(Reply.error(400, message));
    }

    static Refused unknown() {
        return new Refused(Reply.emptyObject(404));
    }

    Reply reply() {
        return reply;
    }
}
