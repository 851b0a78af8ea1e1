using System.Globalization;

namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>Shows what is said of single pairs, for whoever looks into one: <c>APIGOV_DIFF_PAIR=23,99</c>.</summary>
public sealed class OnePairTests(ITestOutputHelper output)
{
    [Fact]
    public void Pairs_by_number_are_judged_alike_alone_and_in_company()
    {
        string numbers = Environment.GetEnvironmentVariable("APIGOV_DIFF_PAIR") ?? "3,30";
        foreach (string number in numbers.Split(','))
        {
            foreach (Judgement? judgement in SoundnessRun.One(uint.Parse(number, CultureInfo.InvariantCulture)))
            {
                judgement.ShouldNotBeNull();
                output.WriteLine(judgement.ToString());
                foreach (OpenApi.Findings.Finding finding in judgement.Findings)
                    output.WriteLine($"    {finding.Compatibility} {finding.RuleId} {finding.Message} {finding.Exchange?.Body}");
            }
        }
    }
}
