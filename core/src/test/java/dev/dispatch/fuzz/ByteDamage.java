package dev.dispatch.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Damages inputs without knowing what they mean. */
final class ByteDamage {

    private static final int MOST_REPEATED = 40_000;

    private final List<byte[]> corpus;
    private final List<String> words;

    ByteDamage(List<byte[]> corpus, List<String> words) {
        this.corpus = corpus;
        this.words = words;
    }

    byte[] once(byte[] input, RandomGenerator random) {
        int at = random.nextInt(input.length + 1);
        int to = Math.min(input.length, at + 1 + length(random));
        return switch (random.nextInt(16)) {
            case 0, 1 -> flipped(input, at, random);
            case 2 -> replaced(input, at, Math.min(input.length, at + 1), new byte[] {(byte) random.nextInt(256)});
            case 3 -> replaced(input, at, to, new byte[0]);
            case 4 -> replaced(input, at, at, Arrays.copyOfRange(input, at, to));
            case 5, 6 -> replaced(input, at, at, word(random));
            case 7, 8 -> replaced(input, at, to, word(random));
            case 9 -> Arrays.copyOf(input, at);
            case 10 -> spliced(input, at, random);
            case 11 -> replaced(input, at, at, repeated(Arrays.copyOfRange(input, at, to), random));
            case 12 -> random.nextInt(4) == 0 ? replaced(input, at, at, repeated(word(random), random)) : input;
            case 13 -> number(input, at, random);
            case 14 -> moved(input, at, to, random);
            default -> line(input, at, random);
        };
    }

    byte[] word(RandomGenerator random) {
        return switch (random.nextInt(words.isEmpty() ? 2 : 4)) {
            case 0 -> FuzzTarget.bytes(Oddities.TEXTS.get(random.nextInt(Oddities.TEXTS.size())));
            case 1 -> FuzzTarget.bytes(Oddities.NUMBERS.get(random.nextInt(Oddities.NUMBERS.size())));
            default -> FuzzTarget.bytes(words.get(random.nextInt(words.size())));
        };
    }

    private static int length(RandomGenerator random) {
        return random.nextInt(1 << (1 + random.nextInt(7)));
    }

    private static byte[] flipped(byte[] input, int at, RandomGenerator random) {
        byte[] copy = input.clone();
        if (at < copy.length) {
            copy[at] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] with) {
        byte[] out = new byte[input.length - (to - from) + with.length];
        System.arraycopy(input, 0, out, 0, from);
        System.arraycopy(with, 0, out, from, with.length);
        System.arraycopy(input, to, out, from + with.length, input.length - to);
        return out;
    }

    private byte[] spliced(byte[] input, int at, RandomGenerator random) {
        byte[] other = corpus.get(random.nextInt(corpus.size()));
        int from = random.nextInt(other.length + 1);
        return replaced(input, at, input.length, Arrays.copyOfRange(other, from, other.length));
    }

    private static byte[] repeated(byte[] chunk, RandomGenerator random) {
        int times = 1 + random.nextInt(1 << (1 + random.nextInt(14)));
        times = Math.min(times, MOST_REPEATED / Math.max(1, chunk.length));
        byte[] out = new byte[chunk.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(chunk, 0, out, i * chunk.length, chunk.length);
        }
        return out;
    }

    /** Another number for the next one behind a place. */
    private static byte[] number(byte[] input, int at, RandomGenerator random) {
        int from = at;
        while (from < input.length && (input[from] < '0' || input[from] > '9')) {
            from++;
        }
        int to = from;
        while (to < input.length && input[to] >= '0' && input[to] <= '9') {
            to++;
        }
        String other = Oddities.NUMBERS.get(random.nextInt(Oddities.NUMBERS.size()));
        return replaced(input, from, to, FuzzTarget.bytes(other));
    }

    private static byte[] moved(byte[] input, int from, int to, RandomGenerator random) {
        byte[] chunk = Arrays.copyOfRange(input, from, to);
        byte[] rest = replaced(input, from, to, new byte[0]);
        int target = random.nextInt(rest.length + 1);
        return replaced(rest, target, target, chunk);
    }

    /** The line around a place is lost, comes twice, or comes at the end too. */
    private static byte[] line(byte[] input, int at, RandomGenerator random) {
        int from = at;
        while (from > 0 && input[from - 1] != '\n') {
            from--;
        }
        int to = at;
        while (to < input.length && input[to] != '\n') {
            to++;
        }
        to = Math.min(input.length, to + 1);
        byte[] line = Arrays.copyOfRange(input, from, to);
        return switch (random.nextInt(3)) {
            case 0 -> replaced(input, from, to, new byte[0]);
            case 1 -> replaced(input, from, from, line);
            default -> replaced(input, input.length, input.length, line);
        };
    }
}
