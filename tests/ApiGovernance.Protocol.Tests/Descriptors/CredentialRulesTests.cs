using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Protocol.Tests.Descriptors;

public sealed class CredentialRulesTests
{
    [Theory]
    [InlineData("{tid: 72f9, roles: edi}", "{roles: edi, tid: 72f9}", "descriptor-credential-taken", "These claims of issuer `entra` already stand for consumer `northwind`")]
    [InlineData("{azp: a1}", null, "descriptor-credential-taken", "Client `a1` of issuer `entra` already stands for consumer `northwind`")]
    [InlineData("{tid: 72f9}", "{roles: edi}", "descriptor-credential-ambiguous", "A token can have these claims and also those of consumer `northwind`")]
    [InlineData("{tid: 72f9, roles: edi}", "{tid: 72f9, sub: a}", "descriptor-credential-ambiguous", "for neither")]
    [InlineData("{tid: 72f9}", "{tid: 11aa}", null, "")]
    [InlineData("{tid: 72f9}", "{tid: 72f9, roles: edi}", null, "")]
    public void A_token_names_one_consumer(string first, string? second, string? rule, string message)
    {
        LoadedDescriptor[] all =
        [
            Consumer("northwind", $"claims: {first}"), Consumer("zebra", second is null ? "clientId: a1" : $"claims: {second}"),
            Samples.Load(Samples.Issuers, "issuers.yaml"),
            Samples.Load(Samples.With("Plan", ", apis: [orders]", ""), "plans/standard.yaml"),
        ];
        IReadOnlyList<Finding> findings = DescriptorRules.Check(all);

        if (rule is null)
        {
            findings.ShouldBeEmpty();
            return;
        }

        Finding finding = findings.ShouldHaveSingleItem();
        finding.RuleId.ShouldBe(rule);
        finding.Message.ShouldContain(message);
        Samples.At(finding).ShouldBe(second is null ? "consumers/zebra.yaml:9:17" : "consumers/zebra.yaml:9:15");
    }

    [Fact]
    public void Credentials_are_equal_when_their_claims_are()
    {
        var one = new ConsumerCredential("entra") { Claims = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } };
        var other = new ConsumerCredential("entra") { Claims = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } };

        one.ShouldBe(other);
        one.GetHashCode().ShouldBe(other.GetHashCode());
        one.ShouldNotBe(new ConsumerCredential("entra") { Claims = new Dictionary<string, string> { ["a"] = "1", ["c"] = "2" } });
        one.ShouldNotBe(new ConsumerCredential("entra", "a"));
    }

    private static LoadedDescriptor Consumer(string name, string credential) => Samples.Load(
        Samples.PartnerConsumer.Replace("northwind", name, StringComparison.Ordinal).Replace("claims: {tid: 72f9, roles: edi}", credential, StringComparison.Ordinal),
        $"consumers/{name}.yaml");
}
