using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Rules.Security;

/// <summary>Who was let in and is not any more: each way in of before must be enough still.</summary>
/// <param name="id">The ids' first part: of an operation or of the document.</param>
/// <param name="request">Makes one that was let in.</param>
internal sealed class RequirementRule(string id, ResolvedNode at, string identity, Func<SampleRequest> request)
{
    public IEnumerable<Change> Check(IReadOnlyList<Alternative> before, IReadOnlyList<Alternative> after)
    {
        bool wasOpen = before.Any(one => one.IsOpen), isOpen = after.Any(one => one.IsOpen);
        if (wasOpen && isOpen)
            return [];
        if (wasOpen)
            return [Of("added", $"asks for {Words(after)} now; before {(before.All(one => one.IsOpen) ? "it asked for nothing" : "callers without credentials were let in, too")}.", null, Words(after)) with { Proof = Refused(new Alternative([]), " without credentials", after) }];
        if (isOpen)
            return [Of("removed", $"asks for no authorization any more; before it asked for {Words(before)}.", Words(before), null)];
        Change[] held = [.. before.SelectMany(old => Held(old, before, after))];
        // Who is refused is told what is asked for instead: the same again would be a second finding of one cause.
        return held.Any(change => change.AtLeast == Severity.Error) ? held : [.. held, .. after.Where(now => IsNew(now, before)).Select(New)];
    }

    /// <summary>What becomes of somebody who has the credentials of before.</summary>
    private IEnumerable<Change> Held(Alternative old, IReadOnlyList<Alternative> before, IReadOnlyList<Alternative> after)
    {
        Alternative? alike = after.Where(now => now.HasSchemesOf(old)).OrderBy(now => Scopes(now).Except(Scopes(old)).Count()).FirstOrDefault();
        if (after.Any(now => now.LetsIn(old)))
            return alike is not null ? Fewer(old, alike) : Superfluous(old, before, after);
        if (alike is not null)
            return More(old, alike, after);
        return
        [
            Of("removed", $"no longer lets callers in with {old.Words}; it asks for {Words(after)}.", old.Words, Words(after)) with
            {
                AtLeast = Severity.Error,
                Proof = Refused(old, $" with {old.Words}", after),
            },
        ];
    }

    private IEnumerable<Change> Fewer(Alternative old, Alternative now) =>
        Scopes(old).Except(Scopes(now)).Select(scope => Of("scope-removed", $"no longer asks for the {scope.Word} `{scope.Scope}` of {scope.Scheme}.", scope.Scope, null));

    private IEnumerable<Change> More(Alternative old, Alternative now, IReadOnlyList<Alternative> after) =>
        Scopes(now).Except(Scopes(old)).Select(scope => Of("scope-added", $"asks for the {scope.Word} `{scope.Scope}` of {scope.Scheme} too; before {old.Words} was enough.", null, scope.Scope) with
        {
            Proof = Refused(old, $" with {old.Words}", after),
        });

    /// <summary>The same callers are let in with less, or in another way that was there before.</summary>
    private Change[] Superfluous(Alternative old, IReadOnlyList<Alternative> before, IReadOnlyList<Alternative> after)
    {
        Alternative enough = after.First(now => now.LetsIn(old));
        return before.Any(one => one.HasSchemesOf(enough)) || enough.Needs.Count < old.Needs.Count
            ? [Of("removed", $"no longer asks for {old.Words}; {enough.Words} is enough.", old.Words, enough.Words)]
            : [];
    }

    /// <summary>Not one of before with other scopes, nor a part of one, which is reported there.</summary>
    private static bool IsNew(Alternative now, IReadOnlyList<Alternative> before) => !before.Any(old => now.HasSchemesOf(old) || now.LetsIn(old));

    private Change New(Alternative now) => Of("alternative-added", $"lets callers in with {now.Words} too.", null, now.Words);

    private Change Of(string change, string message, string? before, string? after) => new($"{id}-{change}", at, message) { Before = before, After = after, Identity = identity };

    private Proof Refused(Alternative held, string how, IReadOnlyList<Alternative> after) => held.AddTo(request()).Refused(how, $"It is answered with 401 or 403: {Words(after)} is needed.");

    private static string Words(IReadOnlyList<Alternative> alternatives) => string.Join(" or ", alternatives.Select(one => one.Words).Order(StringComparer.Ordinal));

    private static IEnumerable<(string Id, string Scheme, string Word, string Scope)> Scopes(Alternative one) =>
        one.Needs.SelectMany(need => need.Scopes.Select(scope => (need.Id, need.Words, need.ScopeWord, scope)));
}
