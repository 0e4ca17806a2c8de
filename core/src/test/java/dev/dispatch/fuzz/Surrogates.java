package dev.dispatch.fuzz;

/** Brings lone surrogates, which UTF-8 cannot hold, into texts: two private characters stand for them. */
final class Surrogates {

    static final char HIGH = '\uE0D8';
    static final char LOW = '\uE0DC';

    private Surrogates() {}

    static String revived(String text) {
        return text.replace(HIGH, '\uD83D').replace(LOW, '\uDE00');
    }
}
