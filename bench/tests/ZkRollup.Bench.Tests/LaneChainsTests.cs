using ZkRollup.Bench.Micro;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Lanes;

namespace ZkRollup.Bench.Tests;

/// <summary>The chains that are timed compute what they say: every step works on the result of the step before.</summary>
public unsafe class LaneChainsTests
{
    /// <summary>What a lane product in Fr divides by beyond the scalar one.</summary>
    private static readonly Fr LaneDivisor = Fr.FromUInt64(16);

    [Fact]
    public void Run_FpMultiply_RaisesByFactorCubed()
    {
        LaneChains<Fp8, FpMultiplyStep> chains = new(count: 2);
        Fp y = LaneInputs.OfFp[^1];
        chains.Run(rounds: 3);
        for (int i = 0; i < 16; i++)
        {
            Assert.Equal(LaneInputs.OfFp[i] * y * y * y, Fp8.ReadLane(chains.Vectors + (i / 8), i % 8));
        }

        GC.KeepAlive(chains);
        Assert.Equal(16, chains.ProductsPerRound);
    }

    [Fact]
    public void Run_FpSquare_FourthPower()
    {
        LaneChains<Fp8, FpSquareStep> chains = new(count: 2);
        chains.Run(rounds: 2);
        for (int i = 0; i < 16; i++)
        {
            Fp square = LaneInputs.OfFp[i] * LaneInputs.OfFp[i];
            Assert.Equal(square * square, Fp8.ReadLane(chains.Vectors + (i / 8), i % 8));
        }

        GC.KeepAlive(chains);
    }

    [Fact]
    public void Run_FrMultiplyAndPair_RaiseByFactorSquared()
    {
        LaneChains<Fr8, FrMultiplyStep> single = new(count: 2);
        LaneChains<Fr8, FrMultiplyPairStep> pair = new(count: 1);
        single.Run(rounds: 2);
        pair.Run(rounds: 2);
        Fr y = LaneInputs.OfFr[^1];
        for (int i = 0; i < 16; i++)
        {
            Assert.Equal(LaneInputs.OfFr[i] * y * y, Fr8.ReadLane(single.Vectors + (i / 8), i % 8) * LaneDivisor * LaneDivisor);
            Assert.Equal(Fr8.ReadLane(single.Vectors + (i / 8), i % 8), Fr8.ReadLane(pair.Vectors + (i / 8), i % 8));
        }

        GC.KeepAlive(single);
        GC.KeepAlive(pair);
        Assert.Equal((16, 16), (single.ProductsPerRound, pair.ProductsPerRound));
    }

    [Fact]
    public void Run_FrSquareAndPair_Square()
    {
        LaneChains<Fr8, FrSquareStep> single = new(count: 2);
        LaneChains<Fr8, FrSquarePairStep> pair = new(count: 1);
        single.Run(rounds: 1);
        pair.Run(rounds: 1);
        for (int i = 0; i < 16; i++)
        {
            Fr x = LaneInputs.OfFr[i];
            Assert.Equal(x * x, Fr8.ReadLane(single.Vectors + (i / 8), i % 8) * LaneDivisor);
            Assert.Equal(x * x, Fr8.ReadLane(pair.Vectors + (i / 8), i % 8) * LaneDivisor);
        }

        GC.KeepAlive(single);
        GC.KeepAlive(pair);
    }

    [Fact]
    public void Run_FrButterflyPairForManyRounds_StaysExact()
    {
        const int rounds = 50;
        LaneChains<Fr8, FrButterflyPairStep> chains = new(count: 1);
        chains.Run(rounds);
        Assert.True(Fr.TryInvert(LaneDivisor, out Fr inverse));
        Fr factor = LaneInputs.OfFr[^1] * inverse;
        for (int i = 0; i < 16; i++)
        {
            (Fr u, Fr a) = (LaneInputs.OfFr[i], LaneInputs.OfFr[16 + i]);
            for (int step = 0; step < chains.ProductsPerRound / 16 * rounds; step++)
            {
                Fr product = a * factor;
                (u, a) = (u + product, u - product);
            }

            Assert.Equal(u, Fr8.ReadLane(chains.Vectors + (i / 8), i % 8));
            Assert.Equal(a, Fr8.ReadLane(chains.Vectors + 2 + (i / 8), i % 8));
        }

        GC.KeepAlive(chains);
    }
}
