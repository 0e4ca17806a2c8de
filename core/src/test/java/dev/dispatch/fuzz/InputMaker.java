package dev.dispatch.fuzz;

import dev.dispatch.json.Json;
import dev.dispatch.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Makes the inputs of one target: the same number of the same seed is always the same input. */
final class InputMaker {

    private static final int LARGEST = 256 * 1024;
    private static final int MOST_DAMAGES = 6;
    private static final int MOST_WORDS = 30;

    private final FuzzTarget target;
    private final ByteDamage bytes;
    private final JsonDamage json;
    private final List<JsonNode> documents = new ArrayList<>();

    InputMaker(FuzzTarget target) {
        this.target = target;
        this.bytes = new ByteDamage(target.corpus(), target.words());
        for (byte[] sound : target.corpus()) {
            document(sound);
        }
        this.json = new JsonDamage(documents, target.words(), bytes);
    }

    private void document(byte[] sound) {
        try {
            JsonNode node = Json.parse(new String(sound, StandardCharsets.UTF_8));
            if (node.isContainer()) {
                documents.add(node);
            }
        } catch (JsonSyntaxException e) {
            // Not every corpus is of JSON.
        }
    }

    byte[] input(long seed, long number) {
        RandomGenerator random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        // The first values of neighbouring seeds are alike.
        random.nextLong();
        byte[] made = make(random);
        return made.length > LARGEST ? Arrays.copyOf(made, LARGEST) : made;
    }

    private byte[] make(RandomGenerator random) {
        int kind = random.nextInt(10);
        if (kind < 3 && target.grammar().isPresent()) {
            return damagedSometimes(FuzzTarget.bytes(target.grammar().get().make(random)), random);
        }
        if (kind == 3 && !target.words().isEmpty()) {
            return words(random);
        }
        if (kind > 4 && !documents.isEmpty()) {
            JsonNode sound = documents.get(random.nextInt(documents.size()));
            String text = json.damaged(sound, damages(random), random);
            return damagedSometimes(FuzzTarget.bytes(text), random);
        }
        byte[] input = target.corpus().get(random.nextInt(target.corpus().size()));
        return damaged(input, damages(random), random);
    }

    /** Mostly one: what is damaged more is mostly refused for its first fault, and the rest is never looked at. */
    private static int damages(RandomGenerator random) {
        return random.nextInt(3) > 0 ? 1 : 2 + random.nextInt(MOST_DAMAGES);
    }

    private byte[] damagedSometimes(byte[] input, RandomGenerator random) {
        return random.nextInt(6) == 0 ? damaged(input, 1, random) : input;
    }

    private byte[] damaged(byte[] input, int times, RandomGenerator random) {
        byte[] damaged = input;
        for (int i = 0; i < times && damaged.length < LARGEST; i++) {
            damaged = bytes.once(damaged, random);
        }
        return damaged;
    }

    private byte[] words(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        int count = 1 + random.nextInt(MOST_WORDS);
        for (int i = 0; i < count; i++) {
            text.append(FuzzTarget.text(bytes.word(random)));
        }
        return FuzzTarget.bytes(text.toString());
    }
}
