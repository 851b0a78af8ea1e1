using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Events;

/// <summary>What a protocol adds, by its text: what it means is the protocol's own business. The version of a binding's description is no change.</summary>
internal static class BindingRules
{
    /// <param name="words">Of the part, to stand after "of"; null where the sentence is about it.</param>
    public static IEnumerable<Change> Check(ApiObject before, DocumentBundle oldBundle, ApiObject after, DocumentBundle newBundle, string? words = null)
    {
        IReadOnlyList<(string Protocol, ResolvedNode Place)> old = Bindings(before, oldBundle), now = Bindings(after, newBundle);
        foreach (string protocol in old.Concat(now).Select(binding => binding.Protocol).Distinct(StringComparer.Ordinal))
        {
            ResolvedNode? was = old.FirstOrDefault(binding => binding.Protocol == protocol).Place, written = now.FirstOrDefault(binding => binding.Protocol == protocol).Place;
            string? one = Text(was), other = Text(written);
            if (one == other)
                continue;
            string change = other is null ? $"no longer has bindings for `{protocol}`" : one is null ? $"has bindings for `{protocol}` now" : $"has other bindings for `{protocol}`";
            yield return new Change("event-bindings-changed", written ?? after.Place, $"{change}{(words is null ? "" : $" in its {words}")}.") { Before = one, After = other, Was = was ?? before.Place };
        }
    }

    private static IReadOnlyList<(string Protocol, ResolvedNode Place)> Bindings(ApiObject part, DocumentBundle bundle) =>
        part.Place.Member("bindings") is { } written && bundle.Follow(written) is { } bindings
            ? [.. bindings.Members().Select(member => (member.Member.Name, bundle.Follow(member.Value) ?? member.Value))]
            : [];

    private static string? Text(ResolvedNode? binding)
    {
        if (binding is null)
            return null;
        if (!binding.Node.IsObject)
            return JsonValueText.Of(binding.Node).Text;
        string[] members = [.. binding.Node.Members.Where(member => member.Name != "bindingVersion").OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}: {JsonValueText.Of(member.Value).Text}")];
        return members.Length == 0 ? null : string.Join(", ", members);
    }
}
