using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Parameters;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Callbacks;

/// <summary>Parameters of a message that the API sends.</summary>
internal static class SentParameterRules
{
    public static Change Removed(SentMessage message, ApiParameter old) => new(
        old.Required ? "webhook-required-parameter-removed" : "webhook-optional-parameter-removed", message.Pair.Place, $"no longer sends the {Words(old, message)}.")
    {
        Before = old.Name,
        Was = old.Place,
        Proof = old.Required ? Without(message, old) : null,
    };

    public static Change Added(SentMessage message, ApiParameter now) => new("webhook-parameter-added", now.Place, $"sends the new {Words(now, message)}.") { After = now.Name };

    public static IEnumerable<Change> Kept(SentMessage message, ApiParameter old, ApiParameter now)
    {
        if (old.Required && !now.Required)
            yield return new Change("webhook-parameter-became-optional", now.Place, $"may leave out the {Words(now, message)}.") { Before = "required", After = "optional", Was = old.Place, Proof = Without(message, old) };
        else if (now.Required && !old.Required)
            yield return new Change("webhook-parameter-became-required", now.Place, $"always sends the {Words(now, message)}.") { Before = "optional", After = "required", Was = old.Place };
        ValueKinds kinds = new ParameterPair(message.Pair, old, now).Kinds;
        if (WireSpelling.Difference((old.Style, old.Explode, old.ContentType), (now.Style, now.Explode, now.ContentType), kinds) is var (was, spelled))
        {
            yield return new Change("webhook-parameter-serialization-changed", now.Place, $"spells the {Words(now, message)} as `{spelled}` and no longer as `{was}`.")
            {
                Before = was,
                After = spelled,
                Was = old.Place,
                Proof = message.Sent($"has its `{now.Name}` as {spelled} now, which was spelled {was} before", $"The base spells it `{was}`."),
            };
        }
    }

    public static string Words(ApiParameter parameter, SentMessage message) => $"{ParameterKeys.Name(parameter)} of its {message.Name}";

    private static Proof Without(SentMessage message, ApiParameter parameter) =>
        message.Sent($"may be sent without the {ParameterKeys.Name(parameter)} now, which was always there", $"The base always sends the {ParameterKeys.Name(parameter)}.");
}
