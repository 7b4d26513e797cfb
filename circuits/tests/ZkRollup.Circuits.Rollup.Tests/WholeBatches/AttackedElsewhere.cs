using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Rollup.Tests.Devices;
using ZkRollup.Circuits.Rollup.Tests.Machine;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Circuits.Tests.Gadgets.Hashing;
using ZkRollup.Circuits.Tests.Gadgets.Signatures;
using ZkRollup.Circuits.Tests.Gadgets.State;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>
/// Constraints that no change of one value in a batch of the engine meets alone, with the test that deletes each in a smaller circuit: what
/// they forbid takes a lie in many cells, or in several slots.
/// </summary>
internal sealed class AttackedElsewhere
{
    private const string Nodes = $"{nameof(StateAttackTests)}.{nameof(StateAttackTests.State_EveryCellHintAndConstraint_IsNoticed)}";
    private const string Scans = $"{nameof(ScanAttackTests)}.{nameof(ScanAttackTests.Scan_EveryCellHintAndConstraint_IsNoticed)}";
    private const string Windows = $"{nameof(WindowRowsTests)}.{nameof(WindowRowsTests.Windows_EveryAttack_IsNoticed)}";
    private const string Sponge = $"{nameof(SpongeOfTwoLengthsTests)}.{nameof(SpongeOfTwoLengthsTests.Sponge_EveryAttack_IsNoticed)}";
    private const string Carried = $"{nameof(CarriedRegistersTests)}.{nameof(CarriedRegistersTests.Carry_EveryCellAndConstraint_IsNoticed)}";
    private const string Permutation =
        $"{nameof(Poseidon2PermutationTests)}.{nameof(Poseidon2PermutationTests.Permutation_EveryAttack_IsNoticed)}";

    private const string Verification =
        $"{nameof(SchnorrVerificationTests)}.{nameof(SchnorrVerificationTests.Verify_EachConnectionCut_IsNoticedByItsCopyAlone)}";

    private const string OpenKey =
        $"{nameof(SignatureDeviceTests)}.{nameof(SignatureDeviceTests.Signature_OpenKeyInPlaceOfTheDemandedOne_FailsTheKey)}";

    private const string Enables = $"{nameof(ForgeryTests)}.{nameof(ForgeryTests.Check_Forgery_FiresExactlyItsLabels)}";

    /// <summary>Beginnings of labels of gates.</summary>
    private static readonly (string Label, string Test)[] Gates =
    [
        ("bound.", $"{nameof(ScalarBoundTests)}.{nameof(ScalarBoundTests.Bound_EveryAttack_IsNoticed)}"),
        ("carry.", Carried),
        ("device.bit", $"{nameof(DeviceTests)}.{nameof(DeviceTests.Enable_NotABit_FailsIt)}"),
        ("jubjub.", Windows),
        ("key.", $"{nameof(KeyTestTests)}.{nameof(KeyTestTests.KeyTest_EveryAttack_IsNoticed)}"),
        ("machine.bit", $"{nameof(StepMachineAttackTests)}.{nameof(StepMachineAttackTests.Machine_EveryCellAndConstraint_IsNoticed)}"),
        ("multiples.", Windows),
        ("node.active", Nodes),
        ("node.inactive", Nodes),
        ("node.touched", Nodes),
        ("poseidon2.", Permutation),
        ("scan.base", Scans),
        ("scan.enable", Scans),
        ("scan.mask", Scans),
        ("scan.usable", Scans),
        ("signature.key", OpenKey),
        ("sponge.", Sponge),
        ("touched.changed", Nodes),
        ("touched.flag", Nodes),
    ];

    /// <summary>Kinds of regions, of which a copy class has a cell.</summary>
    private static readonly (string Kind, string Test)[] Copies =
    [
        ("bound.halves", Verification),
        ("carry", Carried),
        ("jubjub.windows", Verification),
        ("multiples", Verification),
        ("scan.base", Scans),
        ("scan.job", Scans),
        ("signature", OpenKey),
        ("sponge.choice", Sponge),
    ];

    private readonly WholeBatch _batch;
    private readonly HashSet<Cell> _enables = [];

    internal AttackedElsewhere(WholeBatch batch)
    {
        _batch = batch;
        foreach (BusTerm term in WholeBatch.Rollup.Built.Circuit.HelperGroups.SelectMany(group => group).SelectMany(part => part.Terms))
        {
            WitnessReads reads = new(ExpressionProgram.Compile(term.Numerator));
            _enables.UnionWith(from column in reads.Columns from row in term.Rows select new Cell(row, column));
        }
    }

    /// <summary>The test that deletes a gate; null if this batch should show that it is needed.</summary>
    internal static string? TestOf(Gate gate) =>
        Gates.FirstOrDefault(entry => gate.Label.StartsWith(entry.Label, StringComparison.Ordinal)).Test;

    /// <summary>The test that deletes a copy. Those of bits that enable a term of a bus are noticed by the bus too.</summary>
    internal string? TestOf(IReadOnlyList<Cell> copyClass) => copyClass.Any(_enables.Contains)
        ? Enables
        : Copies.FirstOrDefault(entry => copyClass.Any(cell => _batch.Places.RegionOf(cell)?.Kind == entry.Kind)).Test;
}
