using System.Numerics;
using ZkRollup.Circuits.Benchmarks;
using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Gadgets.Arithmetic;
using ZkRollup.Circuits.Gadgets.Hashing;
using ZkRollup.Circuits.Gadgets.Signatures;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;

namespace ZkRollup.Circuits.Tests.Gadgets.Signatures;

/// <summary>
/// Whole signatures: what only the connection of rows, table and bounds can get wrong; each of them is attacked on its own.
/// </summary>
public sealed class SchnorrVerificationTests
{
    private const ulong Seed = 3105;
    private const string Copy = "copy";

    private static readonly BuiltCircuit[] Built = [Build(1), Build(2)];

    private static readonly string[] Bounds = [ScalarBound.HighLabel, ScalarBound.ValueLabel];

    /// <summary>The copies of one signature in the order in which the gadget makes them.</summary>
    private enum Import
    {
        NonceX,
        NonceY,
        KeyX,
        KeyY,
        Message,
        Digest,
        TableX,
        TableY,
        ChallengeWhole,
        ChallengeHigh,
        ScalarWhole,
        ScalarHigh,
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Verify_SignaturesOfTheLibrary_Pass(int windows) => Check(windows, [.. Enumerable.Range(0, 16).Select(i =>
    {
        byte[] seed = new byte[SchnorrSecretKey.SeedLength];
        seed[0] = (byte)i;
        using SchnorrSecretKey signer = SchnorrSecretKey.FromSeed(seed);
        Fr message = i == 0 ? Fr.Zero : new SeededElements(Seed + (ulong)i).Next();
        Fr[] inputs = new Fr[6];
        SignatureBenchmark.Write(signer.PublicKey, message, signer.Sign(message), inputs);
        return new Case($"signer {i}", inputs, null, []);
    })]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Verify_AlteredSignatures_AreRejectedAsTheLibraryDoes(int windows)
    {
        SignatureForge forge = new(Seed);
        Fr[] honest = forge.Inputs();
        List<Case> cases = [new("honest", honest, null, [])];
        for (int input = 2; input < honest.Length; input++)
        {
            Fr[] altered = [.. honest];
            altered[input] += Fr.One;
            cases.Add(new($"input {input} plus one", altered, null, [WindowRows.GeneratorAddLabel]));
        }

        Fr[] negative = [.. honest];
        negative[3] = -negative[3];
        cases.Add(new("−R.x", negative, null, [WindowRows.GeneratorAddLabel]));
        Fr[] zero = [.. honest];
        (zero[3], zero[4]) = (Fr.Zero, Fr.Zero);
        cases.Add(new("R = (0, 0)", zero, null, [WindowRows.GeneratorAddLabel]));
        Fr[] noScalar = [.. honest];
        noScalar[5] = Fr.Zero;
        cases.Add(new("s = 0", noScalar, null, [WindowRows.GeneratorAddLabel]));
        Check(windows, cases);
        Assert.All(cases, one => Assert.Equal(one.Labels.Length == 0, IsValidInLibrary(one.Inputs)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Verify_NoncePlusSmallOrderPoint_FailsTheResult(int windows)
    {
        // The signer hashes the shifted R, so only the comparison with the result is left to notice.
        List<Case> cases = [];
        SignatureForge forge = new(Seed);
        for (int i = 1; i < SmallOrder.Points.Length; i++)
        {
            JubjubPoint nonce = SignatureForge.Times(JubjubPoint.Generator, forge.Nonce) + SmallOrder.Points[i];
            (Fr X, Fr Y) shifted = SmallOrder.Affine(nonce);
            BigInteger digest = FieldInteger.Of(SignatureForge.Hash(shifted, forge.Key, forge.Message));
            Fr[] inputs = forge.Inputs(forge.ScalarFor(digest));
            (inputs[3], inputs[4]) = shifted;
            Assert.False(IsValidInLibrary(inputs));
            cases.Add(new($"R plus {i}·T", inputs, null, [WindowRows.GeneratorAddLabel]));
        }

        Check(windows, cases);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Verify_ScalarNotBelowTheOrder_FailsItsBound(int windows)
    {
        SignatureForge forge = new(Seed);
        BigInteger scalar = forge.ScalarFor(forge.DigestInteger);
        Check(windows,
        [
            new("s", forge.Inputs(scalar), null, []),
            new("s + l", forge.Inputs(scalar + SignatureForge.Order), null, Bounds, AnyOf: true),
            new("s + 7·l", forge.Inputs(scalar + (7 * SignatureForge.Order)), null, Bounds, AnyOf: true),
            EqualToTheOrder(windows),
        ]);

        // s = 0 fits the secret −k/c only: choose it so, and l in its place.
        static Case EqualToTheOrder(int windows)
        {
            SignatureForge forge = new(Seed + 1);
            BigInteger challenge = SignatureForge.Challenge(forge.DigestInteger);
            (Fr X, Fr Y) nonce = SmallOrder.Affine(-SignatureForge.Times(Point(forge.Key), challenge));
            Fr[] inputs = [forge.Key.X, forge.Key.Y, forge.Message, nonce.X, nonce.Y, WindowSimulator.Reduce(SignatureForge.Order)];
            WindowSimulator simulator = NewSimulator(windows).Run(forge.Key.X, forge.Key.Y, forge.DigestInteger, SignatureForge.Order);
            HintOverride lie = Both(simulator.Override(Built[windows - 1]), Lie(windows, Import.Digest, forge.Digest));
            return new("s = l", inputs, lie, [Copy, ScalarBound.ValueLabel]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Verify_ChallengeOfAnAliasOfTheDigest_FailsItsBound(int windows)
    {
        // h + r has the same value in the field but other digits; the signer knows and signs for them.
        SignatureForge forge = new(Seed);
        BigInteger alias = forge.DigestInteger + FieldInteger.Modulus;
        BigInteger scalar = forge.ScalarFor(alias);
        WindowSimulator simulator = NewSimulator(windows).Run(forge.Key.X, forge.Key.Y, alias, scalar);
        Assert.Equal(forge.NoncePoint, simulator.Result);
        Assert.False(IsValidInLibrary(forge.Inputs(scalar)));

        // c + 2^252 with t − 1: a digit of 16 or more in the first row.
        BigInteger carried = forge.DigestInteger;
        WindowSimulator tooLarge = NewSimulator(windows);
        int top = (int)(carried >> 252);
        tooLarge.OtherDigits.Add((0, WindowLayout.Window(0)), top - 1);
        tooLarge.OtherDigits.Add((1 / windows, WindowLayout.Window(1 % windows)), 16 + (int)((carried >> 248) & 15));
        tooLarge.Run(forge.Key.X, forge.Key.Y, carried, forge.ScalarFor(carried));
        Check(windows,
        [
            new("h + r", forge.Inputs(scalar), simulator.Override(Built[windows - 1]), Bounds, AnyOf: true),
            new("c + 2^252", forge.Inputs(), tooLarge.Override(Built[windows - 1]), [WindowRows.LowLabel]),
        ]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Verify_EachConnectionCut_IsNoticedByItsCopyAlone(int windows)
    {
        SignatureForge forge = new(Seed);
        SignatureForge other = new(Seed + 2);
        (Fr X, Fr Y) shiftedKey = SmallOrder.Affine(Point(forge.Key) + JubjubPoint.Generator);
        BigInteger scalar = forge.ScalarFor(forge.DigestInteger);
        BigInteger alias = forge.DigestInteger + FieldInteger.Modulus;
        List<Case> cases =
        [
            Signed("other message", Import.Message, other.Message, (forge.NoncePoint, forge.Key, other.Message)),
            Signed("other R.x", Import.NonceX, other.NoncePoint.X, ((other.NoncePoint.X, forge.NoncePoint.Y), forge.Key, forge.Message)),
            Signed("other R.y", Import.NonceY, other.NoncePoint.Y, ((forge.NoncePoint.X, other.NoncePoint.Y), forge.Key, forge.Message)),
            Signed("other A.x", Import.KeyX, other.Key.X, (forge.NoncePoint, (other.Key.X, forge.Key.Y), forge.Message)),
            Signed("other A.y", Import.KeyY, other.Key.Y, (forge.NoncePoint, (forge.Key.X, other.Key.Y), forge.Message)),
            new("other h", forge.Inputs(forge.ScalarFor(12345)), Lie(windows, Import.Digest, Fr.FromUInt64(12345)), [Copy]),
            OtherKeyInTheTable(),
            new("s + l, bound of s", forge.Inputs(scalar + SignatureForge.Order), Both(
                Lie(windows, Import.ScalarWhole, WindowSimulator.Reduce(scalar)),
                Lie(windows, Import.ScalarHigh, WindowSimulator.Reduce(scalar >> ScalarBound.HalfBits))), [Copy]),
            new("h + r, bound of h", forge.Inputs(forge.ScalarFor(alias)), Both(
                NewSimulator(windows).Run(forge.Key.X, forge.Key.Y, alias, forge.ScalarFor(alias)).Override(Built[windows - 1]),
                Lie(windows, Import.ChallengeHigh, WindowSimulator.Reduce(forge.DigestInteger >> ScalarBound.HalfBits))), [Copy]),
        ];
        Check(windows, cases);

        Case Signed(string name, Import import, Fr value, ((Fr X, Fr Y) Nonce, (Fr X, Fr Y) Key, Fr Message) hashed)
        {
            BigInteger digest = FieldInteger.Of(SignatureForge.Hash(hashed.Nonce, hashed.Key, hashed.Message));
            return new(name, forge.Inputs(forge.ScalarFor(digest)), Lie(windows, import, value), [Copy]);
        }

        // The forger's own key A + G is in the table, the key of another in the hash.
        Case OtherKeyInTheTable()
        {
            BigInteger forged = (forge.Nonce + (SignatureForge.Challenge(forge.DigestInteger) * (forge.Secret + 1))) % SignatureForge.Order;
            WindowSimulator simulator = NewSimulator(windows).Run(shiftedKey.X, shiftedKey.Y, forge.DigestInteger, forged);
            HintOverride lie = Both(simulator.Override(
                Built[windows - 1]), Both(Lie(windows, Import.TableX, shiftedKey.X), Lie(windows, Import.TableY, shiftedKey.Y)));
            return new("other key in the table", forge.Inputs(forged), lie, [Copy]);
        }
    }

    [Fact]
    public void Verify_MultiplesOfAnotherSignature_FailTheLookups()
    {
        // Windows of signature 0 with the multiples that signature 1 of the same slot, or the same signature of the next slot, offers.
        SignatureBenchmark benchmark = new();
        int slots = benchmark.Built.Circuit.SlotsMin;
        BenchmarkBatch batch = benchmark.Prepare(slots, Seed);
        SignatureForge victim = new(Seed);
        SignatureForge forger = new(Seed + 1);
        BigInteger scalar = (victim.Nonce + (SignatureForge.Challenge(victim.DigestInteger) * forger.Secret)) % SignatureForge.Order;
        WindowSimulator simulator = NewSimulator(2).Run(forger.Key.X, forger.Key.Y, victim.DigestInteger, scalar);
        Assert.Equal(victim.NoncePoint, simulator.Result);
        HintOverride lie = simulator.Override(benchmark.Built);
        foreach ((int slot, int signature) in new[] { (0, 1), (1, 0) })
        {
            Trace trace = WitnessGenerator.Generate(
                benchmark.Built,
                slots,
                (current, inputs) =>
                {
                    batch.Inputs(current, inputs);
                    if (current == 0)
                    {
                        victim.Inputs(scalar).CopyTo(inputs);
                    }

                    if (current == slot)
                    {
                        forger.Inputs().CopyTo(inputs[(6 * signature)..]);
                    }
                },
                (current, step, inputs, outputs) =>
                {
                    if (current == 0 && step.Label == WindowRows.HintLabel)
                    {
                        lie(current, step, inputs, outputs);
                    }
                });
            SortedSet<string> labels = new(
                MockChecker.Check(benchmark.Built.Circuit, trace, PublicWords(benchmark.Built, trace)).Select(failure => failure.Label));
            Assert.NotEmpty(labels);
            Assert.Subset(new HashSet<string> { WindowRows.HighLabel, WindowRows.LowLabel }, labels);
        }
    }

    [Fact]
    public void Verify_SmallNumberAsMultipleOfTheGenerator_FailsTheLookup()
    {
        // Without limb columns, rows (number, 0, 0) share the table of the generator; only their tag tells them apart.
        SignatureBenchmark benchmark = new();
        int slots = benchmark.Built.Circuit.SlotsMin;
        BenchmarkBatch batch = benchmark.Prepare(slots, Seed);
        Region windows = benchmark.Built.Regions.First(region => region.Kind == WindowRows.Kind);
        Cell x = windows[7, new WindowLayout(2).GeneratorMultiple];
        Trace trace = WitnessGenerator.Generate(benchmark.Built, slots, batch.Inputs, (slot, step, _, outputs) =>
        {
            int place = slot == 0 && step.Label == WindowRows.HintLabel ? step.Outputs.ToList().IndexOf(x) : -1;
            if (place >= 0)
            {
                (outputs[place], outputs[place + 1]) = (Fr.Zero, Fr.Zero);
            }
        });
        SortedSet<string> labels = new(
            MockChecker.Check(benchmark.Built.Circuit, trace, batch.PublicInputs).Select(failure => failure.Label));
        Assert.Equal([WindowRows.GeneratorLabel, WindowRows.GeneratorAddLabel], labels);
    }

    [Fact]
    public void Verify_MoreSignaturesThanAnnounced_Throws()
    {
        CircuitBuilder builder = new("schnorr", new(64, 5, 28));
        SchnorrVerification verification = new(builder, new(22, 5, 22), 1);
        Element cell = new(builder.Input(builder.Allocate("input", new(1, 1), 50)[0, 0]).Cell);
        verification.Verify(RegisteredKey.FromUnchecked(cell, cell), cell);
        Assert.Throws<InvalidOperationException>(() => verification.Verify(RegisteredKey.FromUnchecked(cell, cell), cell));
    }

    [Fact]
    public void Verify_InTheGridOfTheRollup_PassesAndIsPinned()
    {
        CircuitBuilder builder = new("schnorr", new(256, 8, 28, 4, 12));
        SchnorrVerification verification = new(builder, new(22, 8, 19), 1);
        Region region = builder.Allocate("input", new(1, 3), 255);
        Element[] wires = [.. Enumerable.Range(0, 3).Select(i => new Element(builder.Input(region[0, i]).Cell))];
        Assert.Equal(SignatureForge.Order - 1, verification.Verify(RegisteredKey.FromUnchecked(wires[0], wires[1]), wires[2]).Maximum);
        BuiltCircuit built = builder.Build();
        Fr[] inputs = new SignatureForge(Seed).Inputs();
        Trace trace = WitnessGenerator.Generate(built, built.Circuit.SlotsMin, (_, target) => inputs.CopyTo(target));
        Assert.Empty(MockChecker.Check(built.Circuit, trace, PublicInputs.None));
        Baselines.Require("schnorr", CostReport.Of(built));
    }

    /// <summary>Runs each case in a slot of its own; exactly its labels must fire there.</summary>
    private static void Check(int windows, IReadOnlyList<Case> cases)
    {
        BuiltCircuit built = Built[windows - 1];
        Fr[] honest = new SignatureForge(Seed + 9).Inputs();
        int slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(cases.Count, built.Circuit.SlotsMin));
        Trace trace = WitnessGenerator.Generate(
            built,
            slots,
            (slot, inputs) => (slot < cases.Count ? cases[slot].Inputs : honest).CopyTo(inputs),
            (slot, step, inputs, outputs) => (slot < cases.Count ? cases[slot].Lie : null)?.Invoke(slot, step, inputs, outputs));
        ILookup<int, string> failures = MockChecker.Check(built.Circuit, trace, PublicInputs.None)
            .ToLookup(failure => failure.Slot, failure => failure.Label);
        for (int slot = 0; slot < slots; slot++)
        {
            SortedSet<string> fired = new(failures[slot], StringComparer.Ordinal);
            SortedSet<string> expected = new(slot < cases.Count ? cases[slot].Labels : [], StringComparer.Ordinal);
            bool isRight = slot < cases.Count && cases[slot].AnyOf
                ? fired.Count > 0 && fired.IsSubsetOf(expected)
                : fired.SetEquals(expected);
            string name = slot < cases.Count ? cases[slot].Name : "honest";
            Assert.True(isRight, $"{name}: fired [{string.Join(", ", fired)}], expected [{string.Join(", ", expected)}]");
        }
    }

    /// <summary>A lie in one of the copies of the signature.</summary>
    private static HintOverride Lie(int windows, Import import, Fr value)
    {
        WitnessStep target = Built[windows - 1].Steps.Where(step => step.Compute is null).ElementAt((int)import);
        return (_, step, _, outputs) =>
        {
            if (ReferenceEquals(step, target))
            {
                outputs[0] = value;
            }
        };
    }

    private static HintOverride Both(HintOverride first, HintOverride second) => (slot, step, inputs, outputs) =>
    {
        first(slot, step, inputs, outputs);
        second(slot, step, inputs, outputs);
    };

    private static PublicInputs PublicWords(BuiltCircuit built, Trace trace)
    {
        Fr[] words = new Fr[trace.Rows / built.Circuit.InstanceStride];
        foreach (Region region in built.Regions.Where(region => region.Kind == SignatureBenchmark.PublicLabel))
        {
            for (int row = region.Row; row < trace.Rows; row += trace.RowsPerSlot)
            {
                words[row / built.Circuit.InstanceStride] = trace[row, region[0, 0].Column];
            }
        }

        return new([], [words]);
    }

    private static bool IsValidInLibrary(Fr[] inputs)
    {
        Assert.True(SchnorrPublicKey.TryCreate(inputs[0], inputs[1], out SchnorrPublicKey key, out _));
        Span<byte> bytes = stackalloc byte[JubjubScalar.ByteLength];
        inputs[5].WriteLittleEndian(bytes);
        return JubjubScalar.TryReadLittleEndian(bytes, out JubjubScalar scalar)
            && Schnorr.Verify(key, inputs[2], new SchnorrSignature(inputs[3], inputs[4], scalar)) == SchnorrResult.Valid;
    }

    private static JubjubPoint Point((Fr X, Fr Y) point) => JubjubPoint.FromAffineUnchecked(point.X, point.Y);

    private static WindowSimulator NewSimulator(int windows) => new(new WindowLayout(windows));

    private static BuiltCircuit Build(int windows)
    {
        int rows = windows == 1 ? 128 : 64;
        CircuitBuilder builder = new("schnorr", new(rows, 5, 28, 1, DigitTables.NumberBits));
        SchnorrVerification verification = new(builder, new Poseidon2Layout(22, 5, 22), 1, windows);
        Region region = builder.Allocate("input", new(1, 3), rows - 14);
        Element[] wires = [.. Enumerable.Range(0, 3).Select(i => new Element(builder.Input(region[0, i]).Cell))];
        verification.Verify(RegisteredKey.FromUnchecked(wires[0], wires[1]), wires[2]);
        return builder.Build();
    }

    private sealed record Case(string Name, Fr[] Inputs, HintOverride? Lie, string[] Labels, bool AnyOf = false);
}
