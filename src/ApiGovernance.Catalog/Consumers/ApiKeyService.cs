using System.Security.Cryptography;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Keys;

namespace ApiGovernance.Catalog.Consumers;

/// <summary>API keys of consumers: made, listed, replaced, revoked. A key is shown when it is made; what is kept cannot give it back.</summary>
internal sealed class ApiKeyService(CatalogRegistry registry, TimeProvider clock)
{
    private const int MaxActive = 20;
    private const int MaxLabel = 100;
    private const int MaxOverlapHours = 2160;

    private static readonly TimeSpan StandardLife = TimeSpan.FromDays(365);
    private static readonly TimeSpan MaxLife = TimeSpan.FromDays(5 * 365);

    public Outcome<KeyList> List(CatalogActor actor, string consumer)
    {
        CatalogState state = registry.Current;
        return Refuse(state, actor, consumer) is { } refusal
            ? refusal
            : new KeyList([.. KeysOf(state, consumer).OrderBy(key => key.Created).ThenBy(key => key.Id, StringComparer.Ordinal).Select(Entry)]);
    }

    public Task<Outcome<IssuedKey>> CreateAsync(CatalogActor actor, string consumer, CreateKeyRequest request, CancellationToken cancellationToken) =>
        registry.ChangeAsync<Outcome<IssuedKey>>(
            state =>
            {
                DateTimeOffset now = clock.GetUtcNow();
                if ((Refuse(state, actor, consumer) ?? Wrong(request.Label, request.Expires, now) ?? TooMany(state, consumer, now)) is { } refusal)
                    return Unchanged(refusal);
                (StoredSecret secret, IssuedKey issued) = Make(actor, consumer, request.Label, request.Expires, now);
                return Changed([secret], [Note(actor, now, "key-created", null, secret)], issued);
            },
            cancellationToken);

    public Task<Outcome<IssuedKey>> RotateAsync(
        CatalogActor actor, string consumer, string id, RotateKeyRequest request, CancellationToken cancellationToken) =>
        registry.ChangeAsync<Outcome<IssuedKey>>(
            state =>
            {
                DateTimeOffset now = clock.GetUtcNow();
                if ((Refuse(state, actor, consumer) ?? WrongOverlap(request.OverlapHours) ?? Wrong(null, request.Expires, now) ?? TooMany(state, consumer, now)) is { } refusal)
                    return Unchanged(refusal);
                if (Find(state, consumer, id) is not { } old)
                    return Unchanged(NoSuchKey(state, consumer, id));
                if (!IsActive(old, now))
                    return Unchanged(new Refusal(CatalogProblemTypes.ParameterInvalid, $"The key {id} is {Entry(old).State}, so there is nothing to replace. Make a new one."));

                DateTimeOffset end = now.AddHours(request.OverlapHours);
                StoredSecret ending = old.Expires < end ? old : old with { Expires = end };
                (StoredSecret secret, IssuedKey issued) = Make(actor, consumer, old.Label, request.Expires, now);
                return Changed(
                    [ending, secret], [Note(actor, now, "key-ends", old, ending), Note(actor, now, "key-created", null, secret)], issued);
            },
            cancellationToken);

    public Task<Outcome<KeyEntry>> RevokeAsync(CatalogActor actor, string consumer, string id, CancellationToken cancellationToken) =>
        registry.ChangeAsync<Outcome<KeyEntry>>(
            state =>
            {
                if (Refuse(state, actor, consumer) is { } refusal)
                    return Task.FromResult((new CatalogChange(), (Outcome<KeyEntry>)refusal));
                if (Find(state, consumer, id) is not { } key)
                    return Task.FromResult((new CatalogChange(), (Outcome<KeyEntry>)NoSuchKey(state, consumer, id)));
                if (key.Revoked is not null)
                    return Task.FromResult((new CatalogChange(), (Outcome<KeyEntry>)Entry(key)));
                DateTimeOffset now = clock.GetUtcNow();
                StoredSecret revoked = key with { Revoked = now };
                return Task.FromResult((
                    new CatalogChange { Secrets = [revoked], Audit = [Note(actor, now, "key-revoked", key, revoked)] }, (Outcome<KeyEntry>)Entry(revoked)));
            },
            cancellationToken);

    private static Refusal? Refuse(CatalogState state, CatalogActor actor, string consumer) =>
        state.Find("Consumer", consumer)?.Descriptor is ConsumerDescriptor known
            ? AccessRules.Refuse(actor, CatalogAction.ManageKeys, known.Spec.Owner)
            : Refusal.NotFound($"consumer `{consumer}`", state.Of<ConsumerDescriptor>().Select(other => other.Name));

    private static Refusal? Wrong(string? label, DateTimeOffset? expires, DateTimeOffset now)
    {
        if (label is not null && (label.Length is 0 or > MaxLabel || label.Any(char.IsControl)))
            return new Refusal(CatalogProblemTypes.ParameterInvalid, $"`label` must have 1 to {MaxLabel} characters on one line.");
        return expires <= now || expires > now + MaxLife
            ? new Refusal(CatalogProblemTypes.ParameterInvalid, $"`expires` must lie after now and within {MaxLife.Days} days.")
            : null;
    }

    private static Refusal? WrongOverlap(int hours) => hours is < 0 or > MaxOverlapHours
        ? new Refusal(CatalogProblemTypes.ParameterInvalid, $"`overlapHours` must be a number from 0 to {MaxOverlapHours}.")
        : null;

    private static Refusal? TooMany(CatalogState state, string consumer, DateTimeOffset now) => KeysOf(state, consumer).Count(key => IsActive(key, now)) >= MaxActive
        ? new Refusal(CatalogProblemTypes.ParameterInvalid, $"The consumer has {MaxActive} keys in use. Revoke one that is not needed.")
        : null;

    private static (StoredSecret Secret, IssuedKey Issued) Make(CatalogActor actor, string consumer, string label, DateTimeOffset? expires, DateTimeOffset now)
    {
        (string id, string key) = ApiKey.Generate();
        byte[] salt = RandomNumberGenerator.GetBytes(ApiKey.SaltBytes);
        DateTimeOffset end = expires?.ToUniversalTime() ?? now + StandardLife;
        return (
            new StoredSecret(id, consumer, label, salt, ApiKey.Hash(key, salt), now, actor.Name) { Expires = end },
            new IssuedKey(id, consumer, label, now, actor.Name, end, key));
    }

    private AuditNote Note(CatalogActor actor, DateTimeOffset now, string action, StoredSecret? before, StoredSecret after) =>
        new(now, actor, action, $"Consumer/{after.Consumer}/keys/{after.Id}")
        {
            Detail = after.Label,
            // Neither salt nor hash: the audit is read by more people than may check keys.
            Before = before is null ? null : DescriptorJson.Write(Entry(before)),
            After = DescriptorJson.Write(Entry(after)),
        };

    private KeyEntry Entry(StoredSecret key)
    {
        string state = key.Revoked is not null ? "revoked" : IsActive(key, clock.GetUtcNow()) ? "active" : "expired";
        return new KeyEntry(key.Id, key.Consumer, key.Label, key.Created, key.CreatedBy, state) { Expires = key.Expires, Revoked = key.Revoked };
    }

    private static bool IsActive(StoredSecret key, DateTimeOffset now) => key.Revoked is null && !(key.Expires <= now);

    private static IEnumerable<StoredSecret> KeysOf(CatalogState state, string consumer) => state.Secrets.Where(key => key.Consumer == consumer);

    private static StoredSecret? Find(CatalogState state, string consumer, string id) => KeysOf(state, consumer).FirstOrDefault(key => key.Id == id);

    private static Refusal NoSuchKey(CatalogState state, string consumer, string id) =>
        Refusal.NotFound($"key `{id}` of {consumer}", KeysOf(state, consumer).Select(key => key.Id));

    private static Task<(CatalogChange, Outcome<IssuedKey>)> Unchanged(Refusal refusal) =>
        Task.FromResult((new CatalogChange(), (Outcome<IssuedKey>)refusal));

    private static Task<(CatalogChange, Outcome<IssuedKey>)> Changed(StoredSecret[] secrets, AuditNote[] audit, IssuedKey issued) =>
        Task.FromResult((new CatalogChange { Secrets = secrets, Audit = audit }, (Outcome<IssuedKey>)issued));
}
