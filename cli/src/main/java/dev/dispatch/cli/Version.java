package dev.dispatch.cli;

/** The version of this program, compiled in so that printing it opens no file; a test holds it to the pom's. */
final class Version {
    static final String CURRENT = "0.1.0";

    private Version() {}
}
