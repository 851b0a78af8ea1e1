using System.Collections.Frozen;
using ApiGovernance.Gateway.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace ApiGovernance.Gateway.Tests;

public class TokenCacheTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    private TokenIdentity Identity(TimeSpan lifetime) => new("main", "app", FrozenSet<string>.Empty, clock.GetUtcNow() + lifetime);

    [Fact]
    public void A_token_is_never_remembered_past_its_expiry_nor_for_longer_than_five_minutes()
    {
        TokenCache cache = new(10, clock);
        cache.Add(TokenHash.Of("short"), Identity(TimeSpan.FromSeconds(30)), null);
        cache.Add(TokenHash.Of("long"), Identity(TimeSpan.FromHours(1)), null);
        cache.Add(TokenHash.Of("over"), Identity(TimeSpan.FromSeconds(-1)), null);

        cache.Find(TokenHash.Of("over")).ShouldBeNull();
        clock.Advance(TimeSpan.FromSeconds(29));
        cache.Find(TokenHash.Of("short")).ShouldNotBeNull();
        clock.Advance(TimeSpan.FromSeconds(1));
        cache.Find(TokenHash.Of("short")).ShouldBeNull();
        clock.Advance(TimeSpan.FromMinutes(4));
        cache.Find(TokenHash.Of("long")).ShouldNotBeNull();
        clock.Advance(TimeSpan.FromSeconds(30));
        cache.Find(TokenHash.Of("long")).ShouldBeNull();
    }

    [Fact]
    public void However_many_tokens_come_no_more_than_the_capacity_are_remembered_and_those_in_use_stay()
    {
        TokenCache cache = new(10, clock);
        cache.Add(TokenHash.Of("in use"), Identity(TimeSpan.FromHours(1)), null);
        for (int i = 0; i < 1000; i++)
        {
            cache.Add(TokenHash.Of($"token {i}"), Identity(TimeSpan.FromHours(1)), null);
            cache.Find(TokenHash.Of("in use")).ShouldNotBeNull();
        }

        Enumerable.Range(0, 1000).Count(i => cache.Find(TokenHash.Of($"token {i}")) is not null).ShouldBeInRange(1, 10);
    }
}
