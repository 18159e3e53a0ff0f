package io.enginehub.core.rules;

import io.enginehub.api.Payload;
import io.enginehub.api.ProcessId;
import io.enginehub.api.spi.AttemptRow;
import io.enginehub.api.spi.CheckRow;
import io.enginehub.api.spi.FlowRow;
import io.enginehub.api.spi.KeyRow;
import io.enginehub.api.spi.LogRow;
import io.enginehub.api.spi.MemberId;
import io.enginehub.api.spi.PlanHash;
import io.enginehub.api.spi.PlanRow;
import io.enginehub.api.spi.ProcessRow;
import io.enginehub.api.spi.Prune;
import io.enginehub.api.spi.RequestKey;
import io.enginehub.api.spi.Rows;
import io.enginehub.api.spi.SessionRow;
import io.enginehub.api.spi.StepRow;
import io.enginehub.api.spi.Writes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a transaction has read, with all that the batch has changed so far laid over them. Operations of a batch
 * see each other through it.
 */
public final class Ledger {
    private final Rows rows;
    private final Plans plans;
    private final Writes writes = new Writes();
    private final Map<ProcessId, Account> accounts = new LinkedHashMap<>();
    private final List<Account> inserted = new ArrayList<>();
    private final Map<MemberId, SessionRow> sessions = new LinkedHashMap<>();
    private final Map<RequestKey, KeyRow> keys = new LinkedHashMap<>();
    private final Map<String, List<FlowRow>> flows = new LinkedHashMap<>();
    private @Nullable Account last;

    public Ledger(Rows rows, Plans plans) {
        this.rows = rows;
        this.plans = plans;
    }

    /** The account of a process that was to be read, or that comes with the batch. Rules ask several times in a row. */
    private Account account(ProcessId id) {
        Account found = last;
        if (found == null || !found.id.equals(id)) {
            found = accounts.get(id);
            if (found == null) {
                found = new Account(rows, id, rows.process(id));
                accounts.put(id, found);
            }
            last = found;
        }
        return found;
    }

    /** The same of one that a claim has read: the store may not give it by its id. */
    private Account account(ProcessRow read) {
        Account found = accounts.get(read.id());
        if (found == null) {
            found = new Account(rows, read.id(), read);
            accounts.put(read.id(), found);
        }
        return found;
    }

    /** A process that ends in this batch, where all is known that its result tells. */
    void tell(Told end) {
        account(end.row().id()).told = end;
    }

    /** The result of a process that the batch has ended; null: it is to be read. */
    public @Nullable Told told(ProcessId id) {
        Account account = accounts.get(id);
        return account == null ? null : account.told;
    }

    /** What the batch writes. */
    public Writes writes() {
        return writes;
    }

    Instant now() {
        return rows.now();
    }

    PlanFacts facts(PlanHash plan) {
        return plans.facts(plan);
    }

    // ── processes ──

    @Nullable
    ProcessRow process(ProcessId id) {
        return account(id).row;
    }

    void insert(ProcessRow row) {
        Account account = accounts.computeIfAbsent(row.id(), id -> new Account(rows, id, null));
        account.row = row;
        inserted.add(account);
        writes.insert(row);
    }

    void update(ProcessRow row) {
        Account account = account(row.id());
        if (account.row != null) {
            StatusMoves.check(account.row.status(), row.status());
        }
        account.row = row;
        writes.update(row);
    }

    void delete(ProcessId id) {
        account(id).row = null;
        writes.delete(id);
    }

    /** What was read for claims, as the batch has left it, and then what the batch has inserted: from old to new. */
    List<ProcessRow> claimable() {
        List<ProcessRow> all = new ArrayList<>();
        for (ProcessRow read : rows.claimable()) {
            ProcessRow row = account(read).row;
            if (row != null) {
                all.add(row);
            }
        }
        inserted.forEach(account -> all.add(Objects.requireNonNull(account.row)));
        return all;
    }

    /** What a claim gave to an owner, in this batch too: the same claim may stand in it twice. */
    List<ProcessRow> claimed(MemberId owner, long claimNumber) {
        rows.claimed(owner, claimNumber).forEach(this::account);
        List<ProcessRow> all = new ArrayList<>();
        for (Account account : accounts.values()) {
            ProcessRow row = account.row;
            if (row != null
                    && owner.equals(row.owner())
                    && row.hold() != null
                    && row.hold().claimNumber() == claimNumber) {
                all.add(row);
            }
        }
        return all;
    }

    long pending() {
        return rows.pending() + inserted.size();
    }

    // ── steps ──

    Map<String, StepRow> steps(ProcessId id) {
        return account(id).steps();
    }

    boolean hasStep(ProcessId id, String step) {
        return account(id).hasStep(step);
    }

    /** How many steps are finished. */
    int stepCount(ProcessId id) {
        return account(id).stepCount();
    }

    List<AttemptRow> attempts(ProcessId id) {
        return account(id).attempts();
    }

    void insert(StepRow row, Payload output) {
        account(row.process()).add(row);
        writes.insert(row, output);
    }

    void insert(AttemptRow row) {
        account(row.key().process()).add(row);
        writes.insert(row);
    }

    void payload(ProcessId process, String name, Payload payload) {
        writes.payload(process, name, payload);
    }

    void insert(LogRow row) {
        writes.insert(row);
    }

    void add(CheckRow row) {
        writes.add(row);
    }

    void prune(Prune rows) {
        writes.prune(rows);
    }

    // ── sessions, keys, flows ──

    List<SessionRow> sessions(String name) {
        Map<MemberId, SessionRow> all = new LinkedHashMap<>();
        rows.sessions(name).forEach(row -> all.put(row.id(), row));
        sessions.values().stream().filter(row -> row.id().name().equals(name)).forEach(row -> all.put(row.id(), row));
        return List.copyOf(all.values());
    }

    @Nullable
    SessionRow session(MemberId id) {
        return sessions(id.name()).stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    void put(SessionRow row) {
        sessions.put(row.id(), row);
        writes.put(row);
    }

    @Nullable
    KeyRow key(RequestKey key) {
        KeyRow changed = keys.get(key);
        return changed != null ? changed : rows.key(key);
    }

    void put(KeyRow row) {
        keys.put(row.key(), row);
        writes.put(row);
    }

    void put(PlanRow row) {
        writes.put(row);
    }

    /** All versions of a flow, ascending. */
    List<FlowRow> flow(String key) {
        List<FlowRow> changed = flows.get(key);
        return changed != null ? changed : rows.flow(key);
    }

    void put(FlowRow row) {
        List<FlowRow> all = new ArrayList<>(flow(row.version().key()));
        all.removeIf(other -> other.version().equals(row.version()));
        all.add(row);
        all.sort(Comparator.comparingInt(one -> one.version().version()));
        flows.put(row.version().key(), all);
        writes.put(row);
    }
}
