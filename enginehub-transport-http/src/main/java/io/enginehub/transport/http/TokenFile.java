package io.enginehub.transport.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.enginehub.transport.http.server.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens in a file, each as the SHA-256 of what its client holds: who reads the file cannot act as a client. A hub sees
 * changes of the file at the next request. Thread-safe.
 */
public final class TokenFile implements Tokens {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BYTES = 32;
    private static final String PREFIX = "eh_";

    /**
     * What stands in the file of a token.
     *
     * @param hash SHA-256 of the token, in hexadecimal digits
     * @param expires null: never
     */
    public record Entry(
            String name,
            Set<Scope> scopes,
            String hash,
            Instant created,
            @Nullable Instant expires) {
        public Entry {
            scopes = Set.copyOf(scopes);
        }
    }

    private final Path file;
    private final Supplier<Instant> now;
    private @Nullable FileTime read;
    private long size = -1;
    private List<Entry> entries = List.of();

    /** The tokens of a file, there or not yet. */
    public TokenFile(Path file) {
        this(file, Instant::now);
    }

    TokenFile(Path file, Supplier<Instant> now) {
        this.file = file;
        this.now = now;
    }

    @Override
    public Optional<Client> find(String token) {
        String hash = hash(token);
        return entries().stream()
                .filter(entry -> entry.hash().equals(hash))
                .filter(entry -> entry.expires() == null || now.get().isBefore(entry.expires()))
                .map(entry -> new Client(entry.name(), entry.scopes()))
                .findFirst();
    }

    /** All of them, also those that have expired. */
    public synchronized List<Entry> entries() {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            long length = Files.size(file);
            if (!changed.equals(read) || length != size) {
                entries = parse(Files.readAllBytes(file));
                read = changed;
                size = length;
            }
        } catch (NoSuchFileException e) {
            entries = List.of();
            read = null;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read as a file of tokens: " + e.getMessage(), e);
        }
        return entries;
    }

    /**
     * Adds a token.
     *
     * @return what its client has to show; it is kept nowhere
     * @throws IllegalArgumentException when the name is taken, or no scope is a client's
     */
    public synchronized String create(String name, Set<Scope> scopes, @Nullable Instant expires) {
        if (!name.matches("[A-Za-z0-9_.@-]{1,100}")) {
            throw new IllegalArgumentException("A token's name has 1 to 100 of A-Z a-z 0-9 _ . @ -");
        }
        if (scopes.isEmpty() || scopes.contains(Scope.ROLE) || scopes.contains(Scope.PUBLIC)) {
            throw new IllegalArgumentException("A token has one or more of the scopes read, submit, deploy, operate.");
        }
        if (entries().stream().anyMatch(entry -> entry.name().equals(name))) {
            throw new IllegalArgumentException("There is a token '" + name + "' already. Revoke it first.");
        }
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        List<Entry> all = new ArrayList<>(entries());
        all.add(new Entry(name, scopes, hash(token), now.get(), expires));
        write(all);
        return token;
    }

    /** Removes a token; false: there was none. */
    public synchronized boolean revoke(String name) {
        Predicate<Entry> other = entry -> !entry.name().equals(name);
        List<Entry> left = entries().stream().filter(other).toList();
        if (left.size() == entries().size()) {
            return false;
        }
        write(left);
        return true;
    }

    // ── the file ──

    private static List<Entry> parse(byte[] bytes) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode node : JSON.readTree(bytes).path("tokens")) {
            Set<Scope> scopes = new LinkedHashSet<>();
            node.path("scopes")
                    .forEach(scope -> scopes.add(Scope.valueOf(scope.asText().toUpperCase(Locale.ROOT))));
            scopes.removeAll(Set.of(Scope.ROLE, Scope.PUBLIC));
            entries.add(new Entry(
                    node.path("name").asText(),
                    scopes,
                    node.path("sha256").asText(),
                    Instant.parse(node.path("created").asText()),
                    node.hasNonNull("expires")
                            ? Instant.parse(node.path("expires").asText())
                            : null));
        }
        return entries;
    }

    /** Whole or not at all: a hub may read at any time. */
    private void write(List<Entry> all) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode tokens = root.putArray("tokens");
        for (Entry entry : all) {
            ObjectNode node = tokens.addObject().put("name", entry.name());
            ArrayNode scopes = node.putArray("scopes");
            new TreeSet<>(entry.scopes())
                    .forEach(scope -> scopes.add(scope.name().toLowerCase(Locale.ROOT)));
            node.put("sha256", entry.hash()).put("created", entry.created().toString());
            if (entry.expires() != null) {
                node.put("expires", entry.expires().toString());
            }
        }
        try {
            Path absolute = file.toAbsolutePath();
            Path folder = absolute.getParent();
            Path fresh = Files.createTempFile(folder, "tokens", ".new"); // why: only its owner may read such a file
            Files.write(fresh, root.toPrettyString().getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            read = null;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static String hash(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
