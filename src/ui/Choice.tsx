import type { ComponentChildren } from 'preact';

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly onChange: (value: T) => void;
}

/** A labelled list to choose one of. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { name, label, value, options, onChange } = props;
  return (
    <label class="field">
      <span>{label}</span>
      <select
        name={name}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as T)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  );
}

interface OneOfProps<T extends string> extends Omit<ChoiceProps<T>, 'label'> {
  readonly legend: ComponentChildren;
}

/** A group to choose one of, all in view. */
export function OneOf<T extends string>(props: OneOfProps<T>) {
  const { name, legend, value, options, onChange } = props;
  return (
    <fieldset class={`one-of ${name}`}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.text}</span>
        </label>
      ))}
    </fieldset>
  );
}
