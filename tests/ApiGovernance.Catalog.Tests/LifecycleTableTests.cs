using ApiGovernance.Catalog.Lifecycle;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Tests;

/// <summary>Every pair of stages: which steps exist. What does not stand here is refused.</summary>
public sealed class LifecycleTableTests
{
    private static readonly string[] Possible =
    [
        "Design -> Development", "Design -> Retired", "Development -> Preview", "Development -> Retired", "Preview -> Active", "Preview -> Retired",
        "Active -> Deprecated", "Deprecated -> Deprecated", "Deprecated -> Retired",
    ];

    [Fact]
    public void Only_the_steps_of_the_table_are_taken()
    {
        string[] taken =
        [
            .. from @from in Enum.GetValues<ApiStage>()
               from to in Enum.GetValues<ApiStage>()
               where LifecycleTransitions.Apply(Request(@from, to)).Version is { } version && version.Stage == to
               select $"{@from} -> {to}",
        ];

        taken.ShouldBe(Possible);
    }

    [Fact]
    public void A_refusal_tells_every_condition_that_does_not_hold()
    {
        TransitionRequest request = Request(ApiStage.Active, ApiStage.Deprecated) with { Sunset = new DateOnly(2026, 1, 1), Successor = "v9" };

        LifecycleTransitions.Apply(request).Refusals.Select(refusal => refusal.RuleId)
            .ShouldBe(["lifecycle-sunset", "lifecycle-notice", "lifecycle-successor"]);
    }

    private static TransitionRequest Request(ApiStage from, ApiStage to)
    {
        ApiVersionSpec version = new() { Name = "v1", Stage = from, Contract = "v1/openapi.yaml" };
        ApiVersionSpec next = new() { Name = "v2", Stage = ApiStage.Active, Contract = "v2/openapi.yaml" };
        return new TransitionRequest
        {
            Api = new ApiDescriptor
            {
                Metadata = new DescriptorMetadata("orders"),
                Spec = new ApiSpec
                {
                    Owner = "sales",
                    Domain = "sales",
                    Entity = "order",
                    Visibility = Visibility.Internal,
                    DataClassification = DataClassification.Internal,
                    Backend = "shop",
                    BasePath = "/orders",
                    Versions = [version, next],
                },
            },
            Version = version,
            To = to,
            Versions = [version, next],
            Policy = LifecyclePolicy.Default,
            Today = new DateOnly(2026, 11, 23),
            HasContract = true,
            ObservedSince = new DateOnly(2026, 1, 1),
            Sunset = new DateOnly(2028, 1, 1),
            Successor = "v2",
        };
    }
}
