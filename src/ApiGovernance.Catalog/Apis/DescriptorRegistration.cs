using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Apis;

/// <param name="Kind">What the address names.</param>
/// <param name="IfMatch">Entity tags (without quotes) of which the stored one must be one; <c>*</c> for any; null: no condition.</param>
/// <param name="MustBeNew"><c>If-None-Match: *</c></param>
internal sealed record SubmittedDescriptor(
    string Kind, string Name, ReadOnlyMemory<byte> Body, IReadOnlyList<string>? IfMatch, bool MustBeNew, CatalogActor Actor);

/// <param name="Descriptor">As it is registered now.</param>
/// <param name="IsChanged">False when it was there already, just so.</param>
internal sealed record RegisteredDescriptor(Descriptor Descriptor, string ETag, bool IsNew, bool IsChanged = true);

/// <summary>Registers what is put over HTTP, after the same checks as the folder's files.</summary>
internal sealed class DescriptorRegistration(CatalogRegistry registry, PolicySet policies, TimeProvider clock)
{
    private const string BodyName = "request-body";

    public Task<Outcome<RegisteredDescriptor>> PutAsync(SubmittedDescriptor submitted, CancellationToken cancellationToken)
    {
        SourceDocument document = DocumentReader.Read(BodyName, submitted.Body);
        DescriptorReadResult read = DescriptorReader.Read(document, allowNoVersions: true);
        if (read.Descriptor is not { } descriptor)
            return Task.FromResult<Outcome<RegisteredDescriptor>>(Invalid("The descriptor has errors.", read.Findings));
        if (Misplaced(submitted, descriptor, document) is { } misplaced)
            return Task.FromResult<Outcome<RegisteredDescriptor>>(Invalid(misplaced.Message, [misplaced]));

        return registry.ChangeAsync<Outcome<RegisteredDescriptor>>(
            state => Task.FromResult(Decide(state, submitted, new LoadedDescriptor(descriptor, document, BodyName))), cancellationToken);
    }

    private (CatalogChange Change, Outcome<RegisteredDescriptor> Result) Decide(
        CatalogState state, SubmittedDescriptor submitted, LoadedDescriptor loaded)
    {
        StoredApi? api = submitted.Kind == "Api" ? state.FindApi(submitted.Name) : null;
        StoredDescriptor? stored = state.Find(submitted.Kind, submitted.Name);
        string? etag = api?.ETag ?? stored?.ETag;
        if (RecordAccess.RefuseChange(submitted.Actor, state, api?.Whole ?? stored?.Descriptor, loaded.Descriptor) is { } forbidden)
            return (new CatalogChange(), forbidden);
        if (Preconditions.Check($"{submitted.Kind}/{submitted.Name}", submitted.IfMatch, submitted.MustBeNew, etag) is { } changed)
            return (new CatalogChange(), changed);

        bool isNew = etag is null;
        AuditNote note = new(clock.GetUtcNow(), submitted.Actor, isNew ? "registered" : "changed", $"{submitted.Kind}/{submitted.Name}");
        if (loaded.Descriptor is not ApiDescriptor proposed)
        {
            if (Objection(state, loaded) is { } objection)
                return (new CatalogChange(), objection);
            StoredDescriptor next = new(loaded.Descriptor, stored?.SeedHash) { DocumentHash = stored?.DocumentHash };
            if (next.ETag == etag)
                return (new CatalogChange(), new RegisteredDescriptor(next.Descriptor, next.ETag, false, IsChanged: false));
            note = note with { Before = AuditText.Of(stored?.Descriptor), After = AuditText.Of(next.Descriptor) };
            return (new CatalogChange { Descriptors = [next], Audit = [note] }, new RegisteredDescriptor(next.Descriptor, next.ETag, isNew));
        }

        if (BasePaths.Conflict(state, proposed.Name, proposed.Spec.BasePath) is { } other)
            return (new CatalogChange(), PathTaken(proposed, other, loaded));
        (StoredApi? merged, IReadOnlyList<Finding> errors) = ApiMerge.Of(api, proposed, loaded);
        if (merged is null)
            return (new CatalogChange(), Invalid("Versions are moved by their own requests.", errors));
        if (Objection(state, loaded with { Descriptor = merged.Whole }) is { } wrong)
            return (new CatalogChange(), wrong);
        if (merged.ETag == etag)
            return (new CatalogChange(), new RegisteredDescriptor(merged.Whole, merged.ETag, false, IsChanged: false));
        note = note with { Before = AuditText.Of(api?.Whole), After = AuditText.Of(merged.Whole) };
        return (
            new CatalogChange { Apis = [merged], Versions = merged.Versions, Audit = [note] },
            new RegisteredDescriptor(merged.Whole, merged.ETag, isNew));
    }

    private Refusal? Objection(CatalogState state, LoadedDescriptor loaded)
    {
        IReadOnlyList<Finding> errors = EstateCheck.Of(state, policies, loaded);
        if (errors.Count == 0)
            return null;
        // Somebody else has it, and nothing is wrong with the text: a conflict.
        bool credential = errors.All(error => error.RuleId == "descriptor-credential-taken");
        return Invalid(errors.Count == 1 ? errors[0].Message : $"{errors.Count} references are wrong.", errors) with
        {
            Type = credential ? CatalogProblemTypes.CredentialTaken : CatalogProblemTypes.DescriptorInvalid,
        };
    }

    private static Finding? Misplaced(SubmittedDescriptor submitted, Descriptor descriptor, SourceDocument document)
    {
        if (descriptor.Kind != submitted.Kind)
        {
            return CatalogFindings.Catalog(
                "descriptor-kind", $"The body is of kind {descriptor.Kind}, but the address is that of a {submitted.Kind}.", "Put it to the address of its kind.",
                document.Root["kind"]?.Span, "/kind");
        }

        return descriptor.Name == submitted.Name
            ? null
            : CatalogFindings.Catalog(
                "descriptor-name", $"The body names `{descriptor.Name}`, the address `{submitted.Name}`.", "Use one name in both.",
                document.Root["metadata"]?["name"]?.Span, "/metadata/name");
    }

    private static Refusal PathTaken(ApiDescriptor proposed, StoredApi other, LoadedDescriptor loaded)
    {
        string path = other.Descriptor.Spec.BasePath;
        string message = $"`{proposed.Spec.BasePath}` overlaps with `{path}` of the API {other.Name}, owned by {other.Descriptor.Spec.Owner}.";
        return new Refusal(CatalogProblemTypes.BasePathTaken, message)
        {
            Findings =
            [
                CatalogFindings.Catalog(
                    "descriptor-base-path-taken", message, $"Choose a path outside {path}, or talk to {other.Descriptor.Spec.Owner}.",
                    loaded.PlaceOf("/spec/basePath"), "/spec/basePath"),
            ],
        };
    }

    private static Refusal Invalid(string detail, IReadOnlyList<Finding> findings) =>
        new(CatalogProblemTypes.DescriptorInvalid, detail) { Findings = findings };
}
