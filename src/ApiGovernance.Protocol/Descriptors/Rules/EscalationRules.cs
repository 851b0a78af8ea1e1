using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors.Reading;

namespace ApiGovernance.Protocol.Descriptors.Rules;

/// <summary>A team does not turn to itself.</summary>
internal static class EscalationRules
{
    public static void Check(Estate estate, DescriptorFindings findings)
    {
        foreach ((TeamDescriptor team, LoadedDescriptor loaded) in estate.Of<TeamDescriptor>())
        {
            for (int i = 0; i < team.Spec.Escalation.Count; i++)
            {
                string pointer = JsonPointer.Append("/spec/escalation", i) + "/team";
                if (team.Spec.Escalation[i].Team == team.Name)
                {
                    findings.Error(
                        "descriptor-escalation", $"Team `{team.Name}` turns to itself.", "Name another team, or a `contact` of this one.",
                        loaded.PlaceOf(pointer), pointer);
                }
            }
        }
    }
}
