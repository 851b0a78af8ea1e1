using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Apis;

/// <summary>What reviewers have said of one document, as far as it counts.</summary>
/// <param name="Words">Oldest first.</param>
/// <param name="Submitters">Everybody who has submitted this very document: none of them is a second pair of eyes.</param>
internal sealed record ContractReviews(IReadOnlyList<StoredApproval> Words, IReadOnlyList<string> Submitters)
{
    public static ContractReviews None { get; } = new([], []);

    // The one in force and the one before it.
    private const int RevisionsLookedAt = 2;

    private const int VerdictsLookedAt = 200;

    public static async Task<ContractReviews> ReadAsync(ICatalogStore store, string api, string version, string documentHash, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredApproval> words = await store.ReadApprovalsAsync(api, version, documentHash, cancellationToken);
        IReadOnlyList<StoredRevision> revisions = await store.ReadRevisionsAsync(api, version, null, RevisionsLookedAt, cancellationToken);
        // What was approved is the change from the contract then in force: coming back to an old document is another change.
        DateTimeOffset since = revisions.FirstOrDefault(revision => revision.ContractHash != documentHash)?.At ?? DateTimeOffset.MinValue;
        IReadOnlyList<ContractVerdict> verdicts = await store.ReadVerdictsAsync(
            new VerdictQuery(null, VerdictsLookedAt) { Api = api, Version = version }, cancellationToken);
        string[] submitters =
        [
            .. verdicts.Where(verdict => verdict.Evidence.DocumentHash == documentHash).Select(verdict => verdict.SubmittedBy).OfType<string>().Distinct(StringComparer.Ordinal),
        ];
        return new ContractReviews([.. words.Where(word => word.At >= since)], submitters);
    }

    /// <summary>For the gate: submitters' words left out.</summary>
    public IReadOnlyList<GateApproval> ForGate() =>
        [.. Words.Where(word => !Submitters.Contains(word.Actor, StringComparer.Ordinal)).Select(word => new GateApproval(word.Actor, word.Decision, word.Comment))];

    /// <summary>Who approved and has not taken it back, by name; submitters and <paramref name="asker"/>, who asks for a step, left out.</summary>
    public IReadOnlyList<string> Approvers(string asker) =>
    [
        .. LastWords().Where(word => word.Decision == ContractApprovals.Approved && word.Actor != asker && !Submitters.Contains(word.Actor, StringComparer.Ordinal))
            .Select(word => word.Actor),
    ];

    /// <summary>The last rejection that stands; null when nobody's last word is one.</summary>
    public StoredApproval? Rejection() => LastWords().LastOrDefault(word => word.Decision == ContractApprovals.Rejected);

    // Each reviewer's last word counts.
    private IEnumerable<StoredApproval> LastWords() =>
        Words.GroupBy(word => word.Actor, StringComparer.Ordinal).Select(words => words.Last()).OrderBy(word => word.Actor, StringComparer.Ordinal);
}
