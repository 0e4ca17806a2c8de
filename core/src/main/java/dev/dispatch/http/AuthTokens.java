package dev.dispatch.http;

import dev.dispatch.auth.HttpAuth.ClientCredentials;
import dev.dispatch.time.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fetched tokens of one run, one for equal settings. Safe for many threads: who needs a token that another one is
 * fetching waits for it.
 */
public final class AuthTokens {

    /** How long before its end a token is not used any more, so that it does not end on the way. */
    static final Duration MARGIN = Duration.ofSeconds(30);

    /** Of a token that lives shorter than ten margins, that part of its life. */
    private static final int PART_OF_LIFE = 10;

    private final InstantSource clock;
    private final Map<ClientCredentials, Token> fetched = new HashMap<>();
    private final Map<ClientCredentials, CompletableFuture<Outcome>> fetching = new HashMap<>();

    /** @param until when it is used no more; null for as long as the run lasts */
    record Token(String value, @Nullable Instant until) {}

    /** What came of asking for a token. */
    sealed interface Outcome {
        record Got(Token token) implements Outcome {}

        record Failed(HttpFailure failure) implements Outcome {}
    }

    public AuthTokens(InstantSource clock) {
        this.clock = clock;
    }

    /** A token that a server gave now for so long. */
    Token lasting(String value, Duration life) {
        Duration part = life.dividedBy(PART_OF_LIFE);
        Duration margin = part.compareTo(MARGIN) < 0 ? part : MARGIN;
        return new Token(value, clock.instant().plus(life.minus(margin)));
    }

    /**
     * Whose call waits for a token.
     *
     * @param deadline of the call in {@link System#nanoTime}
     */
    record Waiting(Cancellation cancellation, long deadline, Failures failures) {}

    /**
     * The token for these settings.
     *
     * @param fetch is asked where there is none, by one thread at a time
     */
    Outcome get(ClientCredentials settings, Supplier<Outcome> fetch, Waiting waiting) {
        while (true) {
            CompletableFuture<Outcome> mine = new CompletableFuture<>();
            CompletableFuture<Outcome> others;
            synchronized (this) {
                Token token = fetched.get(settings);
                if (token != null && isFresh(token)) {
                    return new Outcome.Got(token);
                }
                others = fetching.putIfAbsent(settings, mine);
            }
            if (others == null) {
                return fetched(settings, fetch, mine);
            }
            Outcome outcome = waited(others, waiting);
            if (outcome != null) {
                return outcome;
            }
        }
    }

    /** Forgets a token that a server refused, unless there is another one by now. */
    synchronized void refused(ClientCredentials settings, Token token) {
        fetched.remove(settings, token);
    }

    private boolean isFresh(Token token) {
        return token.until() == null || clock.instant().isBefore(token.until());
    }

    private Outcome fetched(ClientCredentials settings, Supplier<Outcome> fetch, CompletableFuture<Outcome> mine) {
        Outcome outcome = null;
        try {
            outcome = fetch.get();
            return outcome;
        } finally {
            synchronized (this) {
                fetching.remove(settings);
                if (outcome instanceof Outcome.Got(Token token)) {
                    fetched.put(settings, token);
                }
            }
            if (outcome == null) {
                mine.cancel(false);
            } else {
                mine.complete(outcome);
            }
        }
    }

    /** Null where whoever fetched was stopped, so that somebody else has to. */
    private static @Nullable Outcome waited(CompletableFuture<Outcome> others, Waiting waiting) {
        CompletableFuture<Outcome> here = others.copy();
        try (Cancellation.Registration _ = waiting.cancellation().onCancel(() -> here.cancel(false))) {
            long left = Math.max(0, waiting.deadline() - System.nanoTime());
            Outcome outcome = here.get(left, TimeUnit.NANOSECONDS);
            return isOfTheFetcher(outcome) ? null : outcome;
        } catch (TimeoutException e) {
            return new Outcome.Failed(waiting.failures().timedOut());
        } catch (CancellationException e) {
            return new Outcome.Failed(waiting.failures().cancelled());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(waiting.failures().cancelled());
        } catch (ExecutionException e) {
            // What broke there is told there; here it only means that there is no token yet.
            return null;
        }
    }

    /** The end of its call, or of its time, is nothing to those who wait. */
    private static boolean isOfTheFetcher(Outcome outcome) {
        return outcome instanceof Outcome.Failed(HttpFailure failure)
                && (failure.kind() == HttpFailure.Kind.CANCELLED || failure.kind() == HttpFailure.Kind.TIMED_OUT);
    }
}
