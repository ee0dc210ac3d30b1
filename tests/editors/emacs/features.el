;;; Runs in Emacs with a Dockerfile open; prints a line for each feature.  -*- lexical-binding: t -*-

(require 'cl-lib)

(defvar failed 0)

(defun say (line) (princ (concat line "\n") #'external-debugging-output))

(defmacro feature (name &rest body)
  "Try NAME: BODY must return non-nil."
  (declare (indent 1))
  `(condition-case problem
       (if (progn ,@body)
           (say ,(concat "ok emacs " name))
         (setq failed (1+ failed))
         (say ,(concat "FAIL emacs " name)))
     (error (setq failed (1+ failed))
            (say (format "FAIL emacs %s: %S" ,name problem)))))

(defmacro becomes (&rest body)
  "Wait some seconds for BODY to be true."
  `(let ((tries 200) met)
     (while (and (not (setq met (progn ,@body))) (> tries 0))
       (accept-process-output nil 0.04)
       (setq tries (1- tries)))
     met))

(defun go-to (text &optional shift)
  (goto-char (point-min))
  (search-forward text)
  (goto-char (+ (match-beginning 0) (or shift 0))))

(defun ask (method &rest more)
  (eglot--signal-textDocument/didChange)
  (jsonrpc-request (eglot-current-server) method
                   (append (list :textDocument (eglot--TextDocumentIdentifier)) more)))

(defun here () (list :position (eglot--pos-to-lsp-position)))

(defun has (part answer) (string-match-p (regexp-quote part) (format "%s" answer)))

(feature "eglot starts with a Dockerfile"
  (eglot-ensure)
  (run-hooks 'post-command-hook)
  (becomes (eglot-current-server)))

(feature "diagnostics in French"
  (flymake-start)
  (becomes (cl-some (lambda (found) (has "JSON valide" (flymake-diagnostic-text found)))
                    (flymake-diagnostics))))

(feature "hover in French"
  (go-to "WORKDIR /srv")
  (has "couche" (apply #'ask :textDocument/hover (here))))

(feature "hover after accents in the line"
  (go-to "$VERSION" 1)
  (has "est vide ici" (apply #'ask :textDocument/hover (here))))

(feature "completion"
  (goto-char (point-max))
  (insert "HEALTHCHECK --inter")
  (prog1 (let* ((found (eglot-completion-at-point))
                (candidates (all-completions "--inter" (nth 2 found))))
           (cl-some (lambda (candidate) (has "--interval" candidate)) candidates))
    (delete-region (line-beginning-position) (point-max))))

(feature "definition of a stage"
  (go-to "--from=base" 8)
  (let ((found (xref-backend-definitions 'eglot "LSP identifier at point.")))
    (= 3 (xref-location-line (xref-item-location (car found))))))

(feature "rename of a stage"
  (go-to "AS base" 3)
  ;; A person leaves eglot the time to send what was typed.
  (eglot--signal-textDocument/didChange)
  (eglot-rename "socle")
  (becomes (save-excursion (goto-char (point-min)) (search-forward "--from=socle" nil t))))

(feature "code action applied"
  (go-to "CMD ['python'" 5)
  (let ((action (cl-find-if (lambda (action) (eq t (plist-get action :isPreferred)))
                            (apply #'ask :textDocument/codeAction
                                   (list :range (list :start (eglot--pos-to-lsp-position)
                                                      :end (eglot--pos-to-lsp-position))
                                         :context (list :diagnostics [] :only ["quickfix"]))))))
    (unless (plist-get action :edit)
      (setq action (jsonrpc-request (eglot-current-server) :codeAction/resolve action)))
    (eglot--apply-workspace-edit (plist-get action :edit))
    (save-excursion (goto-char (point-min)) (search-forward "CMD [\"python\", \"app.py\"]" nil t))))

(feature "format"
  (eglot-format-buffer)
  (save-excursion (goto-char (point-min)) (search-forward "FROM socle AS final" nil t)))

(feature "outline"
  (has "final" (ask :textDocument/documentSymbol)))

(feature "layer numbers for the inlay hints of eglot 1.10"
  (has "couche" (ask :textDocument/inlayHint
                     :range (list :start (list :line 0 :character 0)
                                  :end (list :line 9 :character 0)))))

(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
(kill-emacs (if (= failed 0) 0 1))
