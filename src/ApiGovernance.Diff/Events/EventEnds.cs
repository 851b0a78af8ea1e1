using ApiGovernance.Diff.Rules.Deprecation;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Events;

/// <summary>What was deprecated with a day (`x-sunset`) may go on that day.</summary>
internal static class EventEnds
{
    public static bool IsDue(ApiObject part, DateOnly? today) =>
        RetirementRule.Judge(part, part.Node["deprecated"]?.AsBoolean ?? false, today) == Retirement.Due;
}
