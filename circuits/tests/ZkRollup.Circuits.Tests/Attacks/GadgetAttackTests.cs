using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Attacks;

/// <summary>The attack kit must notice each kind of fault: a gadget that is right, and the same with one thing wrong at a time.</summary>
/// <remarks>The gadget: y = x² for x of four bits in two limbs, y brought to another cell.</remarks>
public sealed class GadgetAttackTests
{
    [Fact]
    public void Run_SoundGadget_Passes()
    {
        AttackReport report = Attack(Build(Fault.None)).Run();
        Assert.Equal(["copy"], report.Labels("copy"));
        Assert.Equal(["square"], report.Labels("square"));
        Assert.Contains("limb[0]", report.Deletions.Keys);
        Assert.Contains("sum", report.Deletions.Keys);
        Assert.True(report.AttackCount > 100);
    }

    [Theory]
    [InlineData(Fault.NoSquare, "step 'square'")]
    [InlineData(Fault.NoSum, "step 'limbs'")]
    [InlineData(Fault.NoCopy, "step 'copy'")]
    [InlineData(Fault.TwiceSquare, "'twice' is redundant or untested")]
    [InlineData(Fault.LooseSquare, "step 'square'")]
    [InlineData(Fault.WrongHint, "honest case 'zero' fails: square at slot 0, row 0")]
    public void Run_OneFault_NamesIt(int fault, string expected) =>
        Assert.Contains(expected, Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Attack(Build(fault)).Run()).Message);

    [Fact]
    public void Run_NoAttackOnTheRange_NamesTheLookup()
    {
        GadgetAttack attack = new GadgetAttack(Build(Fault.None)).Case("zero", 0).FreeInput(0);
        string message = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => attack.Run()).Message;
        Assert.Contains("'limb[0]' is redundant or untested", message);
    }

    [Fact]
    public void Run_FreeInputUndeclared_NamesIt()
    {
        GadgetAttack attack = new GadgetAttack(Build(Fault.None)).Case("zero", 0);
        string message = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => attack.Run()).Message;
        Assert.Contains("input 0 is 1, the rest computed from it, is not noticed", message);
    }

    [Fact]
    public void Run_DeclarationsThatNothingNeeds_AreNamed()
    {
        BuiltCircuit built = Build(Fault.None);
        GadgetAttack attack = Attack(built).FreeHint("square", "").Idle(built.InputCells[0], "").KeptUnproven("sum", "");
        string message = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => attack.Run()).Message;
        Assert.Contains("'square' is declared free", message);
        Assert.Contains("is declared idle", message);
        Assert.Contains("'sum' is declared free", message);
    }

    [Fact]
    public void Run_AttackThatFiresOtherLabels_NamesBoth()
    {
        GadgetAttack attack = Attack(Build(Fault.None)).FalseInputs("seventeen", ["sum"], 17);
        string message = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => attack.Run()).Message;
        Assert.Contains("attack 'seventeen': expected [sum], fired [limb[1]]", message);
    }

    [Theory]
    [InlineData(Fault.None, true)]
    [InlineData(Fault.LooseSquare, false)]
    public void Exhaustive_TinyPrime_FindsEveryOutput(int fault, bool isSound)
    {
        BuiltCircuit built = Build(fault);
        TinyPrime tiny = new(built, 23);
        Cell output = built.Steps[^1].Outputs[0];

        (int Tried, int Accepted) Run() => tiny.Exhaustive([built.InputCells[0]], [output], x => x[0] < 16 ? [[x[0] * x[0] % 23]] : []);

        if (isSound)
        {
            Assert.Equal((23, 16), Run());
        }
        else
        {
            Assert.Contains("input (1): possible {1; 22}", Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Run()).Message);
        }
    }

    private static GadgetAttack Attack(BuiltCircuit built) => new GadgetAttack(built)
        .Case("zero", 0)
        .Case("middle", 6)
        .Case("largest", 15)
        .FreeInput(0)
        .FalseInputs("sixteen", ["limb[1]"], 16)
        .FalseWitness("low limb too long", ["limb[0]"], [Fr.FromUInt64(6)], (_, step, _, outputs) =>
        {
            if (step.Label == "limbs")
            {
                (outputs[0], outputs[1]) = (Fr.FromUInt64(6), Fr.Zero);
            }
        });

    private static BuiltCircuit Build(int fault)
    {
        CircuitBuilder builder = new("square", new(Rows: 4, Copied: 2, Local: 0, Limbs: 2, LimbBits: 2));
        Region region = builder.Allocate("square", new(1, 2, 0, 2));
        Cell target = builder.Allocate("result", new(1, 1))[0, 0];
        Cell x = region[0, 0];
        Cell y = region[0, 1];
        Cell low = region.Limb(0, 0);
        Cell high = region.Limb(0, 1);
        builder.Input(x);
        builder.Hint("square", [x], [y], (read, write) => write[0] = (read[0] * read[0]) + (fault == Fault.WrongHint ? Fr.One : Fr.Zero));
        builder.Hint("limbs", [x], [low, high], (read, write) =>
        {
            int value = (int)ShortNumber.ToBigInteger(read[0]);
            (write[0], write[1]) = (Fr.FromInt64(value % 4), Fr.FromInt64(value / 4));
        });
        Expression square = (Expression)y - ((Expression)x * x);
        if (fault != Fault.NoSquare)
        {
            builder.Constrain("square", fault == Fault.LooseSquare ? square * ((Expression)y + ((Expression)x * x)) : square);
        }

        if (fault == Fault.TwiceSquare)
        {
            builder.Constrain("twice", square * 2);
        }

        if (fault != Fault.NoSum)
        {
            builder.Constrain("sum", (Expression)x - low - ((Expression)high * 4));
        }

        if (fault == Fault.NoCopy)
        {
            builder.Hint("copy", [y], [target], (read, write) => write[0] = read[0]);
        }
        else
        {
            builder.Import(Element.FromUnchecked(y), target);
        }

        return builder.Build();
    }

    /// <summary>Not an enum: a private type cannot be the argument of a public test.</summary>
    private static class Fault
    {
        internal const int None = 0;
        internal const int NoSquare = 1;
        internal const int NoSum = 2;
        internal const int NoCopy = 3;
        internal const int TwiceSquare = 4;
        internal const int LooseSquare = 5;
        internal const int WrongHint = 6;
    }
}
