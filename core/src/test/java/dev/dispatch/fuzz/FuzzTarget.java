package dev.dispatch.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Something that takes input from strangers.
 *
 * @param name what {@code -Dfuzz.target} calls it
 * @param share of all inputs, relative to other targets: a slow one takes fewer
 * @param corpus sound inputs, which are damaged
 * @param words what inputs are made of, put where they do not belong
 * @param grammar makes inputs that are nearly sound; empty for none
 * @param feed takes one input
 */
public record FuzzTarget(
        String name, int share, List<byte[]> corpus, List<String> words, Optional<Grammar> grammar, Feed feed) {

    /**
     * Takes an input; whatever it throws is a bug, except {@link Refused} and a {@code ProblemException} that is no
     * internal error.
     */
    @FunctionalInterface
    public interface Feed {
        void take(byte[] input) throws Exception;
    }

    public FuzzTarget {
        corpus = List.copyOf(corpus);
        words = List.copyOf(words);
    }

    /** For inputs of bytes. */
    public static FuzzTarget ofBytes(String name, int share, List<byte[]> corpus, Feed feed) {
        return new FuzzTarget(name, share, corpus, List.of(), Optional.empty(), feed);
    }

    /** For inputs of text. */
    public static FuzzTarget ofTexts(
            String name, int share, List<String> corpus, List<String> words, Consumer<String> feed) {
        List<byte[]> bytes = new ArrayList<>();
        corpus.forEach(text -> bytes.add(bytes(text)));
        return new FuzzTarget(name, share, bytes, words, Optional.empty(), input -> feed.accept(text(input)));
    }

    /** The same with inputs from a grammar between the damaged ones. */
    public FuzzTarget and(Grammar made) {
        return new FuzzTarget(name, share, corpus, words, Optional.of(made), feed);
    }

    /** What is no UTF-8 becomes replacement characters; lone surrogates come through, as they do from escapes. */
    public static String text(byte[] input) {
        return Surrogates.revived(new String(input, StandardCharsets.UTF_8));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
