package dev.dispatch.cli.check;

/** Something about the program that is not as it must be; ends one part of the self-check. */
final class SelfCheckFault extends Exception {
    private static final long serialVersionUID = 1L;

    SelfCheckFault(String message) {
        super(message);
    }

    static void unless(boolean right, String otherwise) throws SelfCheckFault {
        if (!right) {
            throw new SelfCheckFault(otherwise);
        }
    }
}
