package dev.dispatch.cli;

import java.util.List;

/** Placeholder. */
public final class Training {
    private Training() {}

    public static void main(String[] args) {
        List.of(args);
    }
}
