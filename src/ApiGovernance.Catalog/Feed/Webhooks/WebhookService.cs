using System.Security.Cryptography;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Feed.Webhooks;

/// <summary>Webhooks: made, changed, removed, their secrets replaced. A secret is shown when it is made.</summary>
internal sealed class WebhookService(CatalogRegistry registry, ICatalogStore store, EventFeed feed, WebhookKey key, WebhookAddresses addresses, WebhookSender sender, TimeProvider clock)
{
    private const int MaxPatterns = 50;
    private const int MaxWebhooks = 100;
    private const int MaxOverlapHours = 168;

    /// <summary>Who disables a webhook that cannot be reached.</summary>
    private static readonly CatalogActor Deliverer = new("control-plane");

    public static string PurposeOf(string webhook, string secret) => $"webhook/{webhook}/{secret}";

    public static WebhookDescriptor? Find(CatalogState state, string name) => state.Find(WebhookDescriptor.KindName, name)?.Descriptor as WebhookDescriptor;

    public static Refusal NotFound(CatalogState state, string name) => Refusal.NotFound($"webhook `{name}`", state.Of<WebhookDescriptor>().Select(known => known.Name));

    /// <summary>What is told of a webhook.</summary>
    public WebhookEntry Entry(WebhookDescriptor webhook)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return new WebhookEntry(
            webhook.Name, webhook.Spec.Url, webhook.Spec.Owner, webhook.Spec.Events, webhook.Spec.Disabled is null,
            [.. webhook.Spec.Secrets.Where(secret => secret.Signs(now)).Select(secret => new WebhookSecretEntry(secret.Id, secret.Created) { Expires = secret.Expires })])
        {
            DisabledBecause = webhook.Spec.Disabled,
        };
    }

    /// <summary>Makes or changes a webhook; one that was disabled goes on where it stopped.</summary>
    public async Task<Outcome<WrittenWebhook>> PutAsync(
        CatalogActor actor, string name, WebhookRequest request, IReadOnlyList<string>? ifMatch, bool mustBeNew, CancellationToken cancellationToken)
    {
        long head = await feed.HeadAsync(cancellationToken);
        return await registry.ChangeAsync<Outcome<WrittenWebhook>>(
            state =>
            {
                StoredDescriptor? stored = state.Find(WebhookDescriptor.KindName, name);
                WebhookDescriptor? before = stored?.Descriptor as WebhookDescriptor;
                if ((Preconditions.Check($"Webhook/{name}", ifMatch, mustBeNew, stored?.ETag) ?? Wrong(state, name, request, before is null)) is { } refusal)
                    return Unchanged<WrittenWebhook>(refusal);
                (SealedSecret secret, string? shown) = before is null ? Make(name) : (before.Spec.Secrets[0], null);
                WebhookSpec spec = before is null
                    ? new WebhookSpec(request.Owner, request.Url, request.Events, [secret], head)
                    : before.Spec with { Owner = request.Owner, Url = request.Url, Events = request.Events, Disabled = null };
                StoredDescriptor next = new(new WebhookDescriptor { Metadata = new DescriptorMetadata(name), Spec = spec }, null);
                WrittenWebhook written = new(Entry((WebhookDescriptor)next.Descriptor) with { Secret = shown }, next.ETag, before is null);
                return next.ETag == stored?.ETag
                    ? Task.FromResult((new CatalogChange(), (Outcome<WrittenWebhook>)written))
                    : Changed(actor, before is null ? "registered" : "changed", before, next, written);
            },
            cancellationToken);
    }

    public Task<Outcome<WrittenWebhook>> RotateAsync(CatalogActor actor, string name, int overlapHours, CancellationToken cancellationToken) =>
        registry.ChangeAsync<Outcome<WrittenWebhook>>(
            state =>
            {
                if (Find(state, name) is not { } before)
                    return Unchanged<WrittenWebhook>(NotFound(state, name));
                if (overlapHours is < 0 or > MaxOverlapHours)
                    return Unchanged<WrittenWebhook>(new Refusal(CatalogProblemTypes.ParameterInvalid, $"`overlapHours` must be a number from 0 to {MaxOverlapHours}."));
                DateTimeOffset now = clock.GetUtcNow();
                DateTimeOffset end = now.AddHours(overlapHours);
                (SealedSecret made, string shown) = Make(name);
                IEnumerable<SealedSecret> ending = before.Spec.Secrets.Select(old => old.Expires < end ? old : old with { Expires = end }).Where(old => old.Signs(now));
                StoredDescriptor next = new(before with { Spec = before.Spec with { Secrets = [made, .. ending.Take(4)] } }, null);
                return Changed(actor, "rotated", before, next, new WrittenWebhook(Entry((WebhookDescriptor)next.Descriptor) with { Secret = shown }, next.ETag, false));
            },
            cancellationToken);

    public Task<Outcome<WebhookEntry>> RemoveAsync(CatalogActor actor, string name, IReadOnlyList<string>? ifMatch, CancellationToken cancellationToken) =>
        registry.ChangeAsync<Outcome<WebhookEntry>>(
            state =>
            {
                if (Find(state, name) is not { } before)
                    return Unchanged<WebhookEntry>(NotFound(state, name));
                if (Preconditions.Check($"Webhook/{name}", ifMatch, false, state.Find(WebhookDescriptor.KindName, name)!.ETag) is { } changed)
                    return Unchanged<WebhookEntry>(changed);
                AuditNote note = new(clock.GetUtcNow(), actor, "removed", $"Webhook/{name}") { Before = DescriptorJson.Write(Entry(before)) };
                return Task.FromResult((
                    new CatalogChange { RemovedDescriptors = [(WebhookDescriptor.KindName, name)], Audit = [note] }, (Outcome<WebhookEntry>)Entry(before)));
            },
            cancellationToken);

    /// <summary>Sends nothing more; what was not delivered waits until somebody puts the webhook again.</summary>
    public Task DisableAsync(string name, string why, CancellationToken cancellationToken) => registry.ChangeAsync<Outcome<WrittenWebhook>>(
        state =>
        {
            if (Find(state, name) is not { Spec.Disabled: null } before)
                return Unchanged<WrittenWebhook>(NotFound(state, name));
            StoredDescriptor next = new(before with { Spec = before.Spec with { Disabled = why } }, null);
            return Changed(Deliverer, "disabled", before, next, new WrittenWebhook(Entry((WebhookDescriptor)next.Descriptor), next.ETag, false), why);
        },
        cancellationToken);

    /// <summary>Sends an event that tells of no change, now, and says how it went.</summary>
    public async Task<Outcome<WebhookDelivery>> TestAsync(string name, CancellationToken cancellationToken)
    {
        if (Find(registry.Current, name) is not { } webhook)
            return NotFound(registry.Current, name);
        DateTimeOffset now = clock.GetUtcNow();
        GovernanceEvent test = GovernanceEvent.Test(name, now);
        WebhookAttempt attempt = await sender.SendAsync(webhook, test, cancellationToken);
        return new WebhookDelivery(test.Id, test.Type, now, 1, attempt.IsTaken) { Status = attempt.Status, Error = attempt.Error };
    }

    public async Task<Outcome<WebhookDeliveries>> DeliveriesAsync(string name, CancellationToken cancellationToken)
    {
        if (Find(registry.Current, name) is not { } webhook)
            return NotFound(registry.Current, name);
        StoredWebhookState? stored = (await store.ReadWebhookStatesAsync(cancellationToken)).FirstOrDefault(state => state.Name == name);
        WebhookProgress progress = WebhookProgress.Of(webhook, stored);
        return new WebhookDeliveries(progress.Sequence, progress.Failed, progress.Deliveries) { NextAttempt = progress.NextAttempt };
    }

    private Refusal? Wrong(CatalogState state, string name, WebhookRequest request, bool isNew)
    {
        string? what = (name.Length > 63 || name.Length == 0 || !char.IsAsciiLetterLower(name[0]) || !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            ? "The name must have 1 to 63 small letters, digits and hyphens, and begin with a letter."
            : addresses.Objection(request.Url);
        what ??= state.Find("Team", request.Owner) is null ? $"`owner` must be a registered team; `{request.Owner}` is none." : null;
        what ??= request.Events.Count is 0 or > MaxPatterns || !request.Events.All(EventPattern.IsSound)
            ? $"`events` must have 1 to {MaxPatterns} types of events, with `*` for any characters: `{GovernanceEvent.TypePrefix}api-version.*`, or `*` for all."
            : null;
        what ??= isNew && state.Of<WebhookDescriptor>().Count() >= MaxWebhooks ? $"There are {MaxWebhooks} webhooks. Remove one that is not needed." : null;
        return what is null ? null : new Refusal(CatalogProblemTypes.ParameterInvalid, what);
    }

    private (SealedSecret Secret, string Shown) Make(string webhook)
    {
        byte[] secret = RandomNumberGenerator.GetBytes(WebhookSignature.SecretBytes);
        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        return (new SealedSecret(id, key.Seal(secret, PurposeOf(webhook, id)), clock.GetUtcNow(), null), WebhookSignature.Text(secret));
    }

    private Task<(CatalogChange, Outcome<WrittenWebhook>)> Changed(
        CatalogActor actor, string action, WebhookDescriptor? before, StoredDescriptor next, WrittenWebhook written, string why = "")
    {
        // Never the secrets, sealed as they are: the audit is what is sent.
        AuditNote note = new(clock.GetUtcNow(), actor, action, $"Webhook/{next.Descriptor.Name}")
        {
            Why = why,
            Before = before is null ? null : DescriptorJson.Write(Entry(before)),
            After = DescriptorJson.Write(Entry((WebhookDescriptor)next.Descriptor)),
        };
        return Task.FromResult((new CatalogChange { Descriptors = [next], Audit = [note] }, (Outcome<WrittenWebhook>)written));
    }

    private static Task<(CatalogChange, Outcome<T>)> Unchanged<T>(Refusal refusal)
        where T : class =>
        Task.FromResult((new CatalogChange(), (Outcome<T>)refusal));
}

/// <param name="ETag">Without quotes.</param>
internal sealed record WrittenWebhook(WebhookEntry Entry, string ETag, bool IsNew);
