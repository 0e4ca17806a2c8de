package dev.dispatch.comparison;

import java.util.Locale;

/** Why a difference between two runs says nothing about how they went. */
public enum Volatility {
    /** Both values are ids that are made at random, or tokens. */
    RANDOM_ID,
    /** Both values are points in time. */
    TIME,
    /** Both values are lengths of time that were measured. */
    DURATION,
    /** The member's name says so: an ETag, a request id, what is left of a quota. */
    NAME,
    /** Each value names its own run. */
    RUN_ID,
    /** A secret was taken out of one of them or both. */
    REDACTED,
    /** It follows from the body beside it, which is compared itself. */
    DERIVED,
    /** How often a poll asked, which depends on time alone. */
    TRIES,
    /** The service gave the id to what the run created, and each run creates its own. */
    CREATED_ID,
    /** It was sent before the run was resumed, and once more after it. */
    RESUMED,
    /** A rule of whoever compares. */
    RULE,
    /** The same two values were ignored where an answer brought them. */
    CARRIED;

    /** The word for documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
