using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Tests.Gadgets.State;

/// <summary>Forged lookups and unchanged records.</summary>
internal static class UnchangedForgeries
{
    internal static IEnumerable<Forgery> All(Forger forger)
    {
        StateBatch honest = forger.Honest;
        Fr[] invented = Forger.Numbers(12, 5);
        ulong address = Forger.AddressS + 1;
        StateBatch found = WithLookup(honest, address, invented);

        yield return new("a lookup of what no row offers", ["static.lookup"], found);
        yield return new("a lookup of other fields", ["static.lookup"], honest with { Found = [honest.Found[0], invented] });
        StateBatch offered = found with { Statics = [.. honest.Statics, (address, invented)] };
        yield return new("an inactive row offers", ["unchanged.inactive"], offered, Tweak: inputs =>
            forger.Set(inputs, 1, forger.StaticFlagCell, Fr.Zero));
        yield return new("a row whose leaf is not in the tree", ["unchanged.leaf"], offered);
        yield return new(
            "fields are not those of the lane",
            ["unchanged.lane"],
            WithFields(honest, Forger.Numbers(12, 3)),
            forger.KeepLabel("unchanged.lane", 0));
        foreach (bool keepRange in new[] { false, true })
        {
            string how = keepRange ? ", range checked on another value" : "";
            for (int wide = 0; wide < 2; wide++)
            {
                Fr[] shifted = TouchedForgeries.Shift(StateCircuit.StaticFormat, Forger.FieldsS, wide, 1 - wide);
                yield return new(
                    $"shift between kind and limit, field {wide} too wide{how}",
                    [keepRange ? "copy" : "limb"],
                    WithFields(honest, shifted),
                    keepRange ? forger.KeepRange(forger.StaticCell(wide)) : null);
            }
        }

        StateBatch twice = Off(honest) with { Statics = [.. honest.Statics, .. honest.Statics] };
        yield return new("flags 2 and −1 of one record", ["unchanged.flag"], twice, Tweak: inputs =>
        {
            forger.Set(inputs, 0, forger.StaticFlagCell, Fr.FromInt64(2));
            forger.Set(inputs, 1, forger.StaticFlagCell, -Fr.One);
        });
    }

    private static StateBatch WithLookup(StateBatch honest, ulong address, Fr[] fields)
    {
        Control[][] controls = [.. honest.Controls.Select(slot => slot.ToArray())];
        controls[1][StateCircuit.StaticLookup] = Control.On(address - Forger.Sizes.Statics.Base, 0);
        return honest with { Controls = controls, Found = [honest.Found[0], fields] };
    }

    private static StateBatch WithFields(StateBatch honest, Fr[] fields) => honest with
    {
        Found = [fields, fields],
        Statics = [(Forger.AddressS, fields)],
    };

    private static StateBatch Off(StateBatch honest)
    {
        Control[][] controls = [.. honest.Controls.Select(slot => slot.ToArray())];
        controls[0][StateCircuit.StaticLookup] = Control.Off(0);
        controls[1][StateCircuit.StaticLookup] = Control.Off(0);
        return honest with { Controls = controls, Found = [null, null] };
    }
}
